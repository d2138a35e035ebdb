package io.fluxim.kafka;

import io.fluxim.protocol.topic.DeadLetter;
import io.micrometer.core.instrument.DistributionSummary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.kafka.receiver.ReceiverRecord;

/**
 * One partition between the poll thread, which fills it, and its flow, which takes batches and marks them done. Its
 * commit never passes a batch that is not done, in whatever order batches are.
 */
final class PartitionFeed<T> {

    /**
     * What the partitions of a source have in common.
     *
     * @param decoding  of its records
     * @param limits    of its batches
     * @param scheduler where batches are decoded and delivered
     * @param sizes     of the batches handed out
     */
    record Rules<T>(Decoding<T> decoding, BatchLimits limits, Scheduler scheduler, DistributionSummary sizes) {}

    private enum State {
        /** Batches go out, commits count. */
        OPEN,
        /** No further batch goes out; those in hand may still be committed. */
        ENDING,
        /** No longer ours: a commit is ignored, its records are the next owner's. */
        GONE
    }

    private final TopicPartition partition;
    private final Rules<T> rules;
    private final BatchLimits limits;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicInteger wanted = new AtomicInteger();
    /** Completes when nothing more can be committed: the feed has ended, and what was handed out is done or gone. */
    private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
    /** Runs the delivery to the subscriber once there is one. */
    private volatile Runnable wake = () -> {};

    // Guarded by this, with all below: the poll thread fills, the flow's threads take and commit.
    private final Deque<ReceiverRecord<byte[], byte[]>> held = new ArrayDeque<>();
    private final Deque<Handed> handed = new ArrayDeque<>();
    private long heldBytes;
    private int handedRecords;
    private long lastTook;
    private State state = State.OPEN;

    PartitionFeed(TopicPartition partition, Rules<T> rules) {
        this.partition = partition;
        this.rules = rules;
        this.limits = rules.limits();
    }

    TopicPartition partition() {
        return partition;
    }

    Assigned<T> assigned() {
        return new Assigned<>(partition.partition(), Flux.create(this::connect, FluxSink.OverflowStrategy.ERROR));
    }

    /** Poll thread: keeps the record until it is asked for. */
    synchronized void offer(ReceiverRecord<byte[], byte[]> record) {
        if (state == State.OPEN) {
            held.add(record);
            heldBytes += Decoding.size(record);
        }
    }

    /** Poll thread: after records were offered, to this feed or to others. */
    void offered() {
        if (holds()) {
            wake.run();
        }
    }

    synchronized boolean full() {
        return state != State.OPEN || limits.reached(held.size(), heldBytes);
    }

    synchronized boolean wanting() {
        return state == State.OPEN && limits.wanting(held.size(), heldBytes);
    }

    /** Records read from Kafka and not yet done. */
    synchronized int pending() {
        return held.size() + handedRecords;
    }

    /** How long the flow had the batch that was done last, in nanoseconds; 0 before the first one. */
    synchronized long lastTook() {
        return lastTook;
    }

    /** How long ago the oldest of them was appended, in milliseconds; 0 where there is none. */
    synchronized long age(long now) {
        if (handed.isEmpty() && held.isEmpty()) {
            return 0;
        }
        long oldest =
                handed.isEmpty() ? held.element().timestamp() : handed.element().oldest();
        return Math.max(0, now - oldest);
    }

    /** Hands out no further batch and completes the flow's Flux; {@link #settled()} tells when the last one is done. */
    void end() {
        synchronized (this) {
            if (state == State.OPEN) {
                state = State.ENDING;
            }
            held.clear();
            heldBytes = 0;
        }
        settleWhenDone();
        wake.run();
    }

    /** Ends, and ignores commits from now on. */
    void leave() {
        synchronized (this) {
            state = State.GONE;
            handed.clear();
            handedRecords = 0;
        }
        end();
    }

    CompletableFuture<Boolean> settled() {
        return settled;
    }

    private void connect(FluxSink<Batch<T>> sink) {
        if (!taken.compareAndSet(false, true)) {
            sink.error(new IllegalStateException("the batches of " + partition + " have a subscriber already"));
            return;
        }
        Runnable delivery = () -> deliver(sink);
        wake = () -> {
            if (wanted.getAndIncrement() == 0) {
                rules.scheduler().schedule(delivery);
            }
        };
        sink.onRequest(n -> wake.run());
        sink.onCancel(this::leave);
        wake.run();
    }

    private void deliver(FluxSink<Batch<T>> sink) {
        int seen = wanted.get();
        do {
            try {
                while (sink.requestedFromDownstream() > 0) {
                    List<ReceiverRecord<byte[], byte[]>> cut = cut();
                    if (cut.isEmpty()) {
                        break;
                    }
                    sink.next(batch(cut));
                }
                if (ended()) {
                    sink.complete();
                }
            } catch (Throwable t) { // an Error here would end in the scheduler, and the partition would stand still
                sink.error(t);
            }
            seen = wanted.addAndGet(-seen);
        } while (seen != 0);
    }

    private synchronized boolean holds() {
        return !held.isEmpty();
    }

    private synchronized boolean ended() {
        return state != State.OPEN;
    }

    private synchronized List<ReceiverRecord<byte[], byte[]>> cut() {
        List<ReceiverRecord<byte[], byte[]>> cut = new ArrayList<>();
        long bytes = 0;
        while (!held.isEmpty() && cut.size() < limits.records()) {
            long size = Decoding.size(held.element());
            if (!cut.isEmpty() && bytes + size > limits.bytes()) {
                break;
            }
            cut.add(held.remove());
            bytes += size;
        }
        heldBytes -= bytes;
        if (!cut.isEmpty()) {
            handed.add(new Handed(cut, System.nanoTime()));
            handedRecords += cut.size();
        }
        return cut;
    }

    private Batch<T> batch(List<ReceiverRecord<byte[], byte[]>> cut) {
        List<Received<T>> records = new ArrayList<>(cut.size());
        List<DeadLetter> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : cut) {
            rules.decoding().decode(record, records::add, unreadable::add);
        }
        rules.sizes().record(cut.size());
        long last = cut.get(cut.size() - 1).offset();
        return new Batch<>(partition.partition(), records, unreadable, Mono.fromRunnable(() -> done(last)));
    }

    /** Acknowledges the batch that ends here, and those after it that waited for it. */
    private void done(long last) {
        synchronized (this) {
            handed.stream().filter(batch -> batch.endsAt(last)).forEach(Handed::finish);
            while (!handed.isEmpty() && handed.element().done()) {
                Handed first = handed.remove();
                handedRecords -= first.records();
                lastTook = first.taken(System.nanoTime());
                first.acknowledge();
            }
        }
        settleWhenDone();
    }

    /** Not under the lock: whoever waits for it runs here. */
    private void settleWhenDone() {
        boolean done;
        synchronized (this) {
            done = state != State.OPEN && handed.isEmpty();
        }
        if (done) {
            settled.complete(true);
        }
    }
}
