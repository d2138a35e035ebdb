package io.fluxim.kafka.source;

import io.fluxim.protocol.topic.DeadLetter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition for as long as it is ours: what was read of it and waits for its batch, and how far it is done. Of its lane's
 * thread, which alone moves it; counts are read by others, too.
 */
final class AssignedPartition<T> {

    private final TopicPartition partition;
    private final long token;
    private final Deque<Polled<T>> held = new ArrayDeque<>();
    /** Append time of the first record of each cut that is not done, oldest first. */
    private final Deque<Long> handed = new ArrayDeque<>();

    private volatile int pending;
    /** Append time of the oldest record that is not done, Unix milliseconds; 0 for none. */
    private volatile long oldest;
    /** The first offset that is not done; 0 before the first batch. */
    private long done;

    private long committed;
    /** A batch was passed by unmarked: nothing from it on may be committed. */
    private boolean passedBy;

    /**
     * A record that was read.
     *
     * @param good  it decoded, or else
     * @param bad   why it could not be
     * @param bytes of key and value
     */
    record Polled<T>(
            long offset, long at, Optional<Received<T>> good, Optional<DeadLetter> bad, long bytes, int weight) {}

    AssignedPartition(TopicPartition partition, long token) {
        this.partition = partition;
        this.token = token;
    }

    TopicPartition partition() {
        return partition;
    }

    void add(Polled<T> record) {
        if (pending == 0) {
            oldest = record.at();
        }
        held.add(record);
        pending++;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Takes from the front what fits. */
    Optional<Cut<T>> cut(Room room) {
        List<Received<T>> records = new ArrayList<>();
        List<DeadLetter> unreadable = new ArrayList<>();
        long since = held.isEmpty() ? 0 : held.element().at();
        long last = -1;
        while (!held.isEmpty()
                && room.takes(held.element().bytes(), held.element().weight())) {
            Polled<T> next = held.remove();
            last = next.offset();
            next.good().ifPresent(records::add);
            next.bad().ifPresent(unreadable::add);
        }
        if (last < 0) {
            return Optional.empty();
        }
        handed.add(since);
        return Optional.of(new Cut<>(this, new Batch.Share<>(partition.partition(), token, records, unreadable), last));
    }

    /** A share in the flow's hands. */
    record Cut<T>(AssignedPartition<T> of, Batch.Share<T> share, long last) {

        int size() {
            return share.records().size() + share.unreadable().size();
        }

        /** The flow is done with it. */
        void finish() {
            of.finish(last + 1, size());
        }

        /** The flow has gone on without it. */
        void passBy() {
            of.passedBy = true;
        }
    }

    private void finish(long next, int records) {
        pending -= records;
        if (passedBy) { // it stays the oldest that is not done
            return;
        }
        done = next;
        handed.remove();
        oldest = !handed.isEmpty()
                ? handed.element()
                : held.isEmpty() ? 0 : held.element().at();
    }

    /** Whether something is done and not committed. */
    boolean isUncommitted() {
        return done > committed;
    }

    /** What is to be committed; it counts as committed from now on. */
    long commit() {
        committed = done;
        return done;
    }

    /** It did not come to the commit: to be tried again. */
    void notCommitted() {
        committed = 0;
    }

    /** Records read and not yet done; any thread. */
    int pending() {
        return pending;
    }

    /** How long ago the oldest of them was appended, in milliseconds; 0 where there is none. Any thread. */
    long age(long now) {
        long since = oldest;
        return since == 0 ? 0 : Math.max(0, now - since);
    }

    /** What a batch may still take. */
    static final class Room {

        private int records;
        private long bytes;
        private long weight;
        private boolean empty = true;

        Room(BatchLimits limits) {
            this.records = limits.records();
            this.bytes = limits.bytes();
            this.weight = limits.weight();
        }

        /** The first record always fits, however large: it would never be taken otherwise. */
        private boolean takes(long recordBytes, int recordWeight) {
            boolean fits = empty || (records >= 1 && bytes >= recordBytes && weight >= recordWeight);
            if (fits) {
                empty = false;
                records--;
                bytes -= recordBytes;
                weight -= recordWeight;
            }
            return fits;
        }
    }
}
