package io.fluxim.directory;

import io.fluxim.protocol.GroupId;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Hints within this process about groups whose outbox moved; lossy for who is slow, never blocking for long. */
final class Signals {

    /** Two threads may emit at the same moment; the second tries again for at most so long. */
    private static final Duration EMIT_FOR = Duration.ofMillis(100);

    private final Sinks.Many<GroupId> sink = Sinks.many().multicast().directBestEffort();

    void emit(GroupId group) {
        sink.emitNext(group, Sinks.EmitFailureHandler.busyLooping(EMIT_FOR));
    }

    Flux<GroupId> flux() {
        return sink.asFlux();
    }
}
