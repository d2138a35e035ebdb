package io.fluxim.bench.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When messages are due: one every so often, whatever became of those before. A latency that is taken from the due time
 * counts the time for which a message could not even be sent; one from the sending would leave that out.
 *
 * @param beganNanos when the first is due, by {@link System#nanoTime}
 * @param perSecond  how many
 * @param count      of all
 */
public record Schedule(long beganNanos, double perSecond, int count) {

    public Schedule {
        if (perSecond <= 0) {
            throw new IllegalArgumentException("a rate above 0 was expected, not " + perSecond);
        }
    }

    /** As many as are due in a time. */
    public static Schedule lasting(Duration time, double perSecond, long beganNanos) {
        return new Schedule(beganNanos, perSecond, (int) Math.round(perSecond * time.toNanos() / 1e9));
    }

    /** When the message of this index is due. Never the sum of rounded gaps, so that the rate holds for hours. */
    public long due(int index) {
        return beganNanos + (long) (index * (TimeUnit.SECONDS.toNanos(1) / perSecond));
    }

    /** The same rate goes on. */
    public Schedule then(Duration time) {
        return lasting(time, perSecond, due(count));
    }
}
