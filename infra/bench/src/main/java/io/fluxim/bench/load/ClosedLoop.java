package io.fluxim.bench.load;

import io.fluxim.bench.check.Ledger;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends as fast as the platform takes it: a fixed number of deliveries is to come at any time, and the next message is sent when one has
 * come. It tells how much is carried at most, and nothing of latency.
 */
public final class ClosedLoop {

    /** While all that may be under way is. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private static final double NANOS = 1e9;

    private final Connections connections;
    private final Ledger ledger;
    private final int window;

    /** @param window deliveries that may be to come */
    public ClosedLoop(Connections connections, Ledger ledger, int window) {
        this.connections = connections;
        this.ledger = ledger;
        this.window = window;
    }

    /**
     * What was carried.
     *
     * @param delivered to others than the sender
     */
    public record Carried(long delivered, double perSecond) {}

    /** Sends until this number was delivered, or the time is over. */
    public Carried until(long delivered, Duration bound) {
        long began = System.nanoTime();
        long end = began + bound.toNanos();
        long before = ledger.counts().delivered();
        long done = 0;
        while (done < delivered && System.nanoTime() < end) {
            long free = window - ledger.counts().behind();
            for (long i = 0; i < free; i++) {
                connections.say();
            }
            if (free <= 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            done = ledger.counts().delivered() - before;
        }
        return new Carried(done, done * NANOS / (System.nanoTime() - began));
    }
}
