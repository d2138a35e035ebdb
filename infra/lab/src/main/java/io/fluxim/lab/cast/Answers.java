package io.fluxim.lab.cast;

import io.fluxim.client.Outcome;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** What became of the sends of some time; counted by the threads that bring the answers. */
public final class Answers {

    private final long began = System.nanoTime();
    private final LongAdder offered = new LongAdder();
    private final LongAdder temporary = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final Queue<String> odd = new ConcurrentLinkedQueue<>();
    /** Nanoseconds from each send to its {@code accepted}. */
    private final Queue<Long> accepted = new ConcurrentLinkedQueue<>();

    private volatile long lasted;
    private volatile long acceptedMeanwhile;

    void offered(CompletableFuture<Outcome> outcome) {
        offered.increment();
        long sent = System.nanoTime();
        outcome.thenAccept(told -> answered(told, System.nanoTime() - sent));
    }

    private void answered(Outcome outcome, long nanos) {
        if (outcome instanceof Outcome.Accepted) {
            accepted.add(nanos);
        } else if (!(outcome instanceof Outcome.Refused refused)) {
            unknown.increment();
        } else if (refused.temporary() && refused.retryAfterMs().isPresent()) {
            temporary.increment();
        } else {
            odd.add(refused.code() + ": " + refused.message());
        }
    }

    /** Nothing more is offered; answers may still come. */
    Answers ended() {
        lasted = System.nanoTime() - began;
        acceptedMeanwhile = accepted.size();
        return this;
    }

    /** Sends so far whose answer is still to come. */
    long waiting() {
        return offered.sum() - accepted.size() - temporary.sum() - unknown.sum() - odd.size();
    }

    public double offeredPerSecond() {
        return perSecond(offered.sum());
    }

    /** Of the answers that came while sends were offered. */
    public double acceptedPerSecond() {
        return perSecond(acceptedMeanwhile);
    }

    private double perSecond(long count) {
        return (double) count * TimeUnit.SECONDS.toNanos(1) / lasted;
    }

    public long acceptedWithin(Duration bound) {
        return accepted.stream().filter(nanos -> nanos <= bound.toNanos()).count();
    }

    /** Refusals that say that they are temporary, and when to come back. */
    public long temporary() {
        return temporary.sum();
    }

    /** Sends whose connection was lost before they were answered. */
    public long unknown() {
        return unknown.sum();
    }

    /** Any other refusal, in its own words: a sender of good messages should never see one. */
    public Queue<String> odd() {
        return odd;
    }

    /** Milliseconds from a send to its acceptance that this share of the accepted did not exceed; 0 if there are none. */
    public double millis(double share) {
        long[] sorted = accepted.stream().mapToLong(Long::longValue).sorted().toArray();
        return LongStream.of(sorted)
                        .skip(Math.max(0, (long) Math.ceil(sorted.length * share) - 1))
                        .findFirst()
                        .orElse(0)
                / 1e6;
    }
}
