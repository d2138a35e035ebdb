package io.fluxim.bench.scenario;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what has to come, and gives up when it cannot come any more. */
final class Waiting {

    /** What was not there by then is lost. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration CLOSE_LOOK = Duration.ofMillis(1);
    /** A push that was lost is seen by who asks. */
    private static final Duration ASK = Duration.ofSeconds(3);

    private Waiting() {}

    /** @param ask run every few seconds until it holds */
    static void until(BooleanSupplier holds, Runnable ask) {
        until(holds, LOOK, ask);
    }

    /** For what is measured by when it holds. */
    static void closely(BooleanSupplier holds) {
        until(holds, CLOSE_LOOK, () -> {});
    }

    private static void until(BooleanSupplier holds, Duration look, Runnable ask) {
        long began = System.nanoTime();
        long asked = began;
        while (!holds.getAsBoolean() && System.nanoTime() - began < LONGEST.toNanos()) {
            LockSupport.parkNanos(look.toNanos());
            if (System.nanoTime() - asked > ASK.toNanos()) {
                asked = System.nanoTime();
                ask.run();
            }
        }
    }
}
