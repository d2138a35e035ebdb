package io.fluxim.cleaner.retention;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** "Now" for who deletes by age: the lowest of several clocks, so that none of them makes the young old by jumping. */
public final class LowestClock {

    private final List<Mono<Instant>> clocks;

    /** @param clocks each asked anew every time */
    public LowestClock(List<Mono<Instant>> clocks) {
        this.clocks = List.copyOf(clocks);
    }

    /** Now; an error where any of them does not answer. */
    public Mono<Instant> now() {
        return Flux.concat(clocks).collectSortedList(Comparator.naturalOrder()).map(times -> times.get(0));
    }
}
