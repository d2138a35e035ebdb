package io.fluxim.kafka.source;

import io.fluxim.kafka.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A thread between a consumer of a group and the flow: reads, and hands out a batch when the flow wants one.
 *
 * <p>Reactor Kafka's receiver is not used here: it reads a poll ahead, so that a batch would be cut before its turn has come,
 * and when a partition goes it waits for other things than the batches in hand.
 *
 * <p>The thread waits until the flow wants the next batch. Where that takes long it polls on beside, with everything paused, so
 * that the lane stays a member of its group however long a store is away.
 */
final class KafkaLane<T> {

    /** Longest poll where there is nothing to read; gauges are sampled after each. */
    private static final Duration IDLE = Duration.ofSeconds(5);
    /** Longest time without a poll: beside a batch that takes long, a rebalance is noticed this late. */
    private static final Duration PATIENCE = Duration.ofMillis(200);
    /** A poll beside a batch that takes long: how late, at most, the lane notices that it is done. */
    private static final Duration BESIDE = Duration.ofMillis(20);

    private final Topic<T> topic;
    private final ToIntFunction<T> weight;
    private final GroupSettings settings;
    private final int number;
    private final MeterRegistry meters;
    private final Sinks.Empty<Void> left = Sinks.empty();
    /** Raised at the subscription. */
    private volatile boolean taken;
    /** Raised by a drain or a cancellation. */
    private volatile boolean leaving;
    /** Raised by a cancellation: nothing in hand counts any more, and nobody waits for it. */
    private volatile boolean abandoned;
    /** Raised by the thread, when the group is left. */
    private volatile boolean gone;
    /** What the thread may be waiting in, while it runs. */
    private volatile Optional<LaneConsumer<T>> waiting = Optional.empty();

    /** @param weight of a record, against {@link BatchLimits#weight()} */
    KafkaLane(Topic<T> topic, ToIntFunction<T> weight, GroupSettings settings, int number, MeterRegistry meters) {
        this.topic = topic;
        this.weight = weight;
        this.settings = settings;
        this.number = number;
        this.meters = meters;
    }

    /** Joins on subscription; errors end it, {@link #drain()} completes it after the group is left. */
    Flux<Batch<T>> batches() {
        return Flux.create(this::start, FluxSink.OverflowStrategy.ERROR);
    }

    /** Ends after the batches in hand; completes when the group is left. */
    Mono<Void> drain() {
        return Mono.defer(() -> {
            leave();
            return taken ? left.asMono() : Mono.empty();
        });
    }

    /** Whether the group was joined and is left. */
    boolean gone() {
        return gone;
    }

    private synchronized void start(FluxSink<Batch<T>> sink) {
        if (taken) {
            sink.error(new IllegalStateException("lane " + number + " of " + settings.group() + " is taken already"));
            return;
        }
        taken = true;
        Thread thread = new Thread(() -> run(sink), "lane-" + settings.group() + "-" + number);
        thread.setDaemon(true);
        sink.onRequest(n -> LockSupport.unpark(thread));
        sink.onCancel(() -> {
            abandoned = true;
            leave();
            LockSupport.unpark(thread);
        });
        thread.start();
    }

    private void leave() {
        leaving = true;
        waiting.ifPresent(LaneConsumer::wakeup);
    }

    private void run(FluxSink<Batch<T>> sink) {
        Optional<Throwable> failure = Optional.empty();
        Thread thread = Thread.currentThread();
        try (LaneConsumer<T> consumer = new LaneConsumer<>(
                topic,
                weight,
                settings,
                meters,
                new LaneConsumer.Downstream(() -> LockSupport.unpark(thread), this::await))) {
            waiting = Optional.of(consumer);
            while (!leaving) {
                next(consumer, sink);
            }
            while (!await(consumer::isDone, PATIENCE)) {
                consumer.beside(BESIDE);
            }
        } catch (Throwable e) { // an Error would end the thread alone, and the partitions would stand still
            failure = Optional.of(e);
        }
        waiting = Optional.empty();
        gone = true;
        left.tryEmitEmpty();
        failure.filter(e -> !abandoned).ifPresentOrElse(sink::error, sink::complete);
    }

    private void next(LaneConsumer<T> consumer, FluxSink<Batch<T>> sink) {
        if (!await(() -> sink.requestedFromDownstream() > 0, PATIENCE)) {
            consumer.beside(BESIDE);
        } else if (consumer.rests()) {
            rest(consumer.untilDue());
        } else if (consumer.read(IDLE)) {
            sink.next(consumer.cut());
        }
    }

    private void rest(Duration rest) {
        if (!leaving) {
            LockSupport.parkNanos(this, rest.toNanos());
        }
    }

    /** Waits until the condition holds, at most this long; answers whether it does. Nobody waits for a flow that has cancelled. */
    private boolean await(BooleanSupplier wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!wanted.getAsBoolean() && !abandoned) {
            long rest = deadline - System.nanoTime();
            if (rest <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, rest);
        }
        return true;
    }
}
