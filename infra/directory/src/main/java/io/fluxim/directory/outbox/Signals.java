package io.fluxim.directory.outbox;

import io.fluxim.protocol.GroupId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Hints within this process about groups whose outbox moved. Each listener has room for the last hint that it did not take
 * yet: one that lags loses those before it, and holds up neither the others nor the one that emits. Never ends by itself.
 */
final class Signals {

    /** Added by each that listens, removed when it listens no more. Each is safe for emits of several threads. */
    private final Set<FluxSink<GroupId>> listeners = ConcurrentHashMap.newKeySet();

    void emit(GroupId group) {
        listeners.forEach(listener -> listener.next(group));
    }

    Flux<GroupId> flux() {
        return Flux.create(this::add, FluxSink.OverflowStrategy.LATEST);
    }

    /** How many listen. */
    int listening() {
        return listeners.size();
    }

    private void add(FluxSink<GroupId> listener) {
        listeners.add(listener);
        listener.onDispose(() -> listeners.remove(listener));
    }
}
