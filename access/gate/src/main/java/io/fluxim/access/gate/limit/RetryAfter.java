package io.fluxim.access.gate.limit;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long clients are asked to wait where nobody can know it: spread, so that they do not come back together. */
public final class RetryAfter {

    private static final Duration STORE = Duration.ofSeconds(1);
    private static final Duration PLACE = Duration.ofSeconds(5);

    private RetryAfter() {}

    /** Milliseconds until a part that is away or busy may be back, 1 to 2 s. */
    public static long untilServed() {
        return spread(STORE.toMillis());
    }

    /** Milliseconds until a connection may have ended, 5 to 10 s. */
    static long untilPlace() {
        return spread(PLACE.toMillis());
    }

    private static long spread(long least) {
        return least + ThreadLocalRandom.current().nextLong(least);
    }
}
