package io.fluxim.pipeline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import reactor.core.publisher.Mono;

/**
 * A process whose n-th effect fails: it is not done, done in part (a bulk write's prefix), or done without anybody hearing
 * of it. After a death this process has no effect any more; after a hiccup it goes on.
 */
final class Crash {

    /** How much of the last effect is done. */
    enum When {
        BEFORE,
        HALFWAY,
        AFTER
    }

    private final int effect;
    private final When when;
    private final boolean fatal;
    private int count;

    private Crash(int effect, When when, boolean fatal) {
        this.effect = effect;
        this.when = when;
        this.fatal = fatal;
    }

    /** A process that dies at this effect, counted from 1. */
    static Crash death(int effect, When when) {
        return new Crash(effect, when, true);
    }

    /** A process that sees one error at this effect. */
    static Crash hiccup(int effect, When when) {
        return new Crash(effect, when, false);
    }

    /** A process that lives. */
    static Crash never() {
        return death(Integer.MAX_VALUE, When.BEFORE);
    }

    boolean happened() {
        return count >= effect;
    }

    /** The same port, as long as the process lives. */
    <T> T around(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> call(real, method, args)));
    }

    private Mono<?> call(Object real, Method method, Object[] args) {
        return Mono.defer(() -> {
            count++;
            if (count < effect || (count > effect && !fatal)) {
                return invoke(real, method, args);
            }
            RuntimeException failure = fatal ? new Dead() : new Hiccup();
            if (count > effect || when == When.BEFORE) {
                return Mono.error(failure);
            }
            Object[] some = when == When.HALFWAY ? halved(args) : args;
            return invoke(real, method, some).then(Mono.error(failure));
        });
    }

    private static Object[] halved(Object[] args) {
        Object[] some = args.clone();
        for (int i = 0; i < some.length; i++) {
            if (some[i] instanceof Collection<?> all) {
                some[i] = new ArrayList<>(all).subList(0, all.size() / 2);
            }
        }
        return some;
    }

    private static Mono<?> invoke(Object real, Method method, Object[] args) {
        try {
            return (Mono<?>) method.invoke(real, args);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the rest of a dead process sees; its retries end with it. */
    static final class Dead extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A timeout, a lost connection, a refusal: the effect may have happened. */
    static final class Hiccup extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
