package io.fluxim.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Latencies of the messages that are measured, those of the warm-up left out: from when a message was due, not from when it
 * could be sent. Recorded by one thread, read by another.
 */
public final class Latencies {

    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1_000;

    private Histogram micros = new Histogram(DIGITS);
    /** What is measured: nothing before {@link #measure}. */
    private Schedule schedule = new Schedule(0, 1, 0);
    /** Number of its first message. */
    private int first;

    /** Forgets all and measures these messages. */
    public synchronized void measure(Schedule next, int firstNumber) {
        micros = new Histogram(DIGITS);
        schedule = next;
        first = firstNumber;
    }

    /** A message came to a receiver. */
    public synchronized void received(int number, long nowNanos) {
        int index = number - first;
        if (index >= 0 && index < schedule.count()) {
            micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nowNanos - schedule.due(index))));
        }
    }

    /** As it is now. */
    public synchronized Percentiles percentiles() {
        return new Percentiles(
                micros.getTotalCount(), at(50), at(99), at(99.9), micros.getMaxValue() / MICROS_PER_MILLI);
    }

    private double at(double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    /** In milliseconds. */
    public record Percentiles(long count, double p50, double p99, double p999, double max) {}
}
