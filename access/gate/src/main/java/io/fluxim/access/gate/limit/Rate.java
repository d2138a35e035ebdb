package io.fluxim.access.gate.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * How often something may happen.
 *
 * @param permits in the long run, in each {@code per}; 0 is no limit at all
 * @param burst   at once, after a silence
 */
public record Rate(int permits, Duration per, int burst) {

    private static final Duration SHORTEST_MEMORY = Duration.ofMinutes(1);

    public static Rate perSecond(int permits, int burst) {
        return new Rate(permits, Duration.ofSeconds(1), burst);
    }

    static Rate perMinute(int permits) {
        return new Rate(permits, Duration.ofMinutes(1), permits);
    }

    boolean unlimited() {
        return permits == 0;
    }

    Bucket bucket(TimeMeter time) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(burst).refillGreedy(permits, per))
                .build();
    }

    /** Longer than a bucket takes to fill, so that forgetting one gives nobody more. */
    Duration memory() {
        Duration twice = per.multipliedBy(2L * burst).dividedBy(Math.max(1, permits));
        return twice.compareTo(SHORTEST_MEMORY) > 0 ? twice : SHORTEST_MEMORY;
    }
}
