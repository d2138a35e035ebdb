package io.fluxim.bench.store;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Works in lanes side by side, as the route does in its partitions: in each of them one batch after the other. */
final class Lanes {

    private static final double NANOS = 1e9;
    /** After the end, for the batches in hand. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final int count;

    Lanes(int count) {
        this.count = count;
    }

    /** Messages a second, while nothing else is done. */
    double perSecond(Work work, Ceilings.Times times) {
        Flux.range(0, count).concatMap(work::prepare).blockLast(GRACE);
        done(work, times.warm());
        long began = System.nanoTime();
        long messages = done(work, times.measured());
        return messages * NANOS / (System.nanoTime() - began);
    }

    private long done(Work work, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return Flux.range(0, count)
                .flatMap(lane -> Mono.defer(() -> work.batch(lane)).repeat(() -> System.nanoTime() < end), count)
                .reduce(0L, Long::sum)
                .blockOptional(time.plus(GRACE))
                .orElse(0L);
    }
}
