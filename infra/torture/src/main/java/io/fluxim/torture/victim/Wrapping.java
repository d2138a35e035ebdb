package io.fluxim.torture.victim;

import io.fluxim.history.History;
import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.source.BatchSource;
import io.fluxim.route.NodeTopics;
import io.fluxim.route.Routes;
import java.lang.reflect.Proxy;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts our hand between the flows and their ports; nothing else of an application is touched. */
final class Wrapping implements BeanPostProcessor {

    /** Through these a flow does all that outlasts it. */
    static final List<Class<?>> PORTS = List.of(
            Timeline.class,
            Members.class,
            Heads.class,
            Inbox.class,
            VisibleHeads.class,
            Routes.class,
            NodeTopics.class,
            RecordSink.class,
            History.class);

    private final Points points;
    private final Defect defect;

    Wrapping(Points points, Defect defect) {
        this.points = points;
        this.defect = defect;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof BatchSource<?> source) {
            return new WatchedSource<>(name, source, points, defect);
        }
        return PORTS.stream()
                .filter(port -> port.isInstance(bean))
                .findFirst()
                .<Object>map(port -> wrapped(port, bean))
                .orElse(bean);
    }

    <T> T wrapped(Class<T> port, Object bean) {
        Object proxy = Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, new WatchedPort(port, bean, points, defect));
        return port.cast(proxy);
    }
}
