package io.fluxim.pipeline;

import io.fluxim.pipeline.inbox.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Leaves out what is older than the retention: the cleaner may have deleted it already, and a deleted entry leaves no mark
 * by which its repeat would be known.
 */
final class AgeLimit {

    private final Duration retention;
    private final Clock clock;
    private final Mono<Instant> witness;

    /**
     * @param witness another clock, asked only where ours finds something too old: one that jumped ahead alone omits nothing
     */
    AgeLimit(Duration retention, Clock clock, Mono<Instant> witness) {
        this.retention = retention;
        this.clock = clock;
        this.witness = witness;
    }

    /** Those that are young enough, in order. */
    Mono<List<Wanted>> young(List<Wanted> wanted) {
        Instant now = clock.instant();
        if (youngAt(now, wanted).size() == wanted.size()) {
            return Mono.just(wanted);
        }
        return witness.map(other -> youngAt(other.isBefore(now) ? other : now, wanted));
    }

    private List<Wanted> youngAt(Instant now, List<Wanted> wanted) {
        long oldest = now.minus(retention).toEpochMilli();
        return wanted.stream().filter(one -> one.message().at() >= oldest).toList();
    }
}
