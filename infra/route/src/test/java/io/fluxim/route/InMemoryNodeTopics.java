package io.fluxim.route;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.topic.Push;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** {@link NodeTopics} for fast tests: each subscriber hears, and everything published is remembered. */
public final class InMemoryNodeTopics implements NodeTopics {

    private final Map<NodeId, Sinks.Many<Push>> listeners = new ConcurrentHashMap<>();
    private final List<Push> published = new CopyOnWriteArrayList<>();

    @Override
    public Mono<Void> publish(List<Push> pushes) {
        return Mono.fromRunnable(() -> pushes.forEach(this::publish));
    }

    private void publish(Push push) {
        published.add(push);
        Sinks.Many<Push> listener = listeners.get(push.node());
        if (listener != null) {
            listener.tryEmitNext(push);
        }
    }

    @Override
    public Subscription subscribe(NodeId node) {
        Sinks.Many<Push> pushes = Sinks.many().unicast().onBackpressureBuffer();
        listeners.put(node, pushes);
        return new Subscription(Mono.empty(), pushes.asFlux());
    }

    /** All that was published, in order. */
    public List<Push> published() {
        return List.copyOf(published);
    }

    /** Breaks the connection of everybody who listens. */
    public void breakAll() {
        listeners.values().forEach(listener -> listener.tryEmitError(new IllegalStateException("broke")));
        listeners.clear();
    }
}
