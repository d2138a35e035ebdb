package io.fluxim.pipeline;

import io.fluxim.pipeline.inbox.DeliveryEntry;
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
    Mono<List<DeliveryEntry>> young(List<DeliveryEntry> entries) {
        Instant now = clock.instant();
        if (youngAt(now, entries).size() == entries.size()) {
            return Mono.just(entries);
        }
        return witness.map(other -> youngAt(other.isBefore(now) ? other : now, entries));
    }

    private List<DeliveryEntry> youngAt(Instant now, List<DeliveryEntry> entries) {
        long oldest = now.minus(retention).toEpochMilli();
        return entries.stream().filter(one -> one.message().at() >= oldest).toList();
    }
}
