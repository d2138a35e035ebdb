package io.fluxim.bench.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** Sends messages when they are due, whatever became of those before; what is overdue is sent at once. */
public final class Pacer {

    /** Between two looks whether it is worth to go on. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int DIGITS = 2;
    private static final double PERCENT = 99;
    private static final double MICROS_PER_MILLI = 1_000;

    private final Connections connections;
    private final BooleanSupplier goesOn;

    /** @param goesOn asked several times a second: where it says no, the rest is not sent */
    public Pacer(Connections connections, BooleanSupplier goesOn) {
        this.connections = connections;
        this.goesOn = goesOn;
    }

    /**
     * How it went.
     *
     * @param count  sent: less than the schedule's where it was given up
     * @param lagP99 by how many milliseconds the generator was late with 99 of 100; part of the latencies
     */
    public record Sent(int count, double lagP99) {}

    public Sent send(Schedule schedule) {
        Histogram lag = new Histogram(DIGITS);
        long look = System.nanoTime() + LOOK_NANOS;
        int index = 0;
        for (; index < schedule.count(); index++) {
            long now = awaited(schedule.due(index));
            lag.recordValue(TimeUnit.NANOSECONDS.toMicros(now - schedule.due(index)));
            connections.say();
            if (now >= look) {
                look = now + LOOK_NANOS;
                if (!goesOn.getAsBoolean()) {
                    return sent(index + 1, lag);
                }
            }
        }
        return sent(index, lag);
    }

    private static Sent sent(int count, Histogram lag) {
        return new Sent(count, lag.getValueAtPercentile(PERCENT) / MICROS_PER_MILLI);
    }

    /** Returns the time, which is not before it is due. */
    private static long awaited(long due) {
        long now = System.nanoTime();
        while (now < due) {
            LockSupport.parkNanos(due - now);
            now = System.nanoTime();
        }
        return now;
    }
}
