package io.fluxim.torture.report;

/**
 * What was offered, and what came of it.
 *
 * @param offeredPerSecond  sends per second
 * @param acceptedPerSecond answers {@code accepted} per second
 * @param acceptedInTime    messages accepted within the time that the run allows an answer
 * @param refusedTemporary  sends refused with {@code temporary} and {@code retryAfterMs}
 * @param latency           from send to {@code accepted}
 */
public record Load(
        double offeredPerSecond,
        double acceptedPerSecond,
        long acceptedInTime,
        long refusedTemporary,
        Latency latency) {

    /**
     * Of the answers in a load, in milliseconds.
     *
     * @param p50 half of them took no longer
     * @param p99 99 of 100 took no longer
     */
    public record Latency(double p50, double p99) {}
}
