package io.fluxim.bench.scenario;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what has to come, and gives up when it cannot come any more. */
final class Waiting {

    /** What was not there by then is lost. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final Duration LOOK = Duration.ofMillis(100);
    /** A push that was lost is seen by who asks. */
    private static final Duration ASK = Duration.ofSeconds(3);

    private Waiting() {}

    /** @param ask run every few seconds until it holds */
    static void until(BooleanSupplier holds, Runnable ask) {
        long began = System.nanoTime();
        long asked = began;
        while (!holds.getAsBoolean() && System.nanoTime() - began < LONGEST.toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos());
            if (System.nanoTime() - asked > ASK.toNanos()) {
                asked = System.nanoTime();
                ask.run();
            }
        }
    }
}
