package io.fluxim.torture.victim;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A port whose awaits are points: each is passed anew at every subscription, retries included. */
final class WatchedPort implements InvocationHandler {

    private final Class<?> port;
    private final Object bean;
    private final Points points;
    private final Defect defect;

    WatchedPort(Class<?> port, Object bean, Points points, Defect defect) {
        this.port = port;
        this.bean = bean;
        this.points = points;
        this.defect = defect;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        if (method.getReturnType() != Mono.class) {
            return called(method, arguments);
        }
        return Effect.of(port, method, arguments)
                .<Object>map(effect -> watched(effect, method, arguments))
                .orElseGet(() -> awaited(Optional.empty(), method, arguments));
    }

    private Mono<?> watched(Effect effect, Method method, Object[] arguments) {
        Point before = new Point(effect.word(), Point.When.BEFORE);
        Point halfway = new Point(effect.word(), Point.When.HALFWAY);
        Point after = new Point(effect.word(), Point.When.AFTER);
        return Mono.defer(() -> {
            points.pass(before);
            List<Object> all = effect.divisible() ? new ArrayList<>((Collection<?>) arguments[0]) : List.of();
            if (all.size() > 1 && points.due(halfway)) {
                Object[] half = {List.copyOf(all.subList(0, all.size() / 2))};
                return awaited(Optional.empty(), method, half).doOnTerminate(() -> points.die(halfway));
            }
            return awaited(Optional.of(effect), method, arguments).doOnSuccess(done -> points.pass(after));
        });
    }

    private Mono<?> awaited(Optional<Effect> effect, Method method, Object[] arguments) {
        Optional<Sabotage> sabotage = defect.present();
        if (sabotage.filter(present -> present.pretends(method, arguments)).isPresent()) {
            return Mono.just(System.currentTimeMillis());
        }
        Object[] altered = sabotage.map(present -> present.arguments(effect, method, arguments))
                .orElse(arguments);
        try {
            return (Mono<?>) called(method, altered);
        } catch (Throwable e) {
            return Mono.error(e);
        }
    }

    private Object called(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
