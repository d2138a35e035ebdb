package io.fluxim.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer that Reactor Kafka polls, with the hooks it lacks: before each poll (pausing through Reactor Kafka takes
 * effect one poll late), before a revocation is committed (its own wait counts acknowledgements of all partitions, and
 * runs the full time after any rebalance that dropped records), and after close (a cancelled receiver closes unseen).
 */
final class WatchedConsumer extends KafkaConsumer<byte[], byte[]> {

    /** All but {@link #left()} on the poll thread, which alone may use the consumer. */
    interface Watch {
        /** Whether it waited for records to gather. */
        boolean beforePoll(WatchedConsumer consumer);

        void assigned(Collection<TopicPartition> partitions);

        /** Before what is done of them is committed; may wait for it. */
        void revoked(Collection<TopicPartition> partitions);

        /** Others have them already. */
        void lost(Collection<TopicPartition> partitions);

        /** Closed: the group is left. */
        void left();
    }

    /** Longest wait for what has gathered: the broker answers at once where there is anything. */
    private static final Duration FRESH = Duration.ofMillis(5);

    private final Watch watch;
    /** Partitions that came or went during the last poll; of the poll thread. */
    private final Set<TopicPartition> moved = new HashSet<>();

    WatchedConsumer(Map<String, Object> client, Watch watch) {
        super(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.watch = watch;
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new Rebalances(listener));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        try {
            boolean waited = watch.beforePoll(this);
            ConsumerRecords<byte[], byte[]> read = super.poll(timeout);
            return waited && !read.isEmpty() ? withFresh(read) : read;
        } catch (Error e) { // Reactor Kafka's loop ends silently at an Error, and signals an exception
            throw new KafkaException("the poll loop failed", e);
        }
    }

    /**
     * Kafka's consumer fetches ahead: what it gave was asked for before the wait, and what has gathered since is asked for only
     * now. Of a partition that comes or goes meanwhile the earlier records are dropped: its owner begins at its commit.
     */
    private ConsumerRecords<byte[], byte[]> withFresh(ConsumerRecords<byte[], byte[]> early) {
        moved.clear();
        ConsumerRecords<byte[], byte[]> fresh = fresh();
        return Gathered.of(early, fresh, moved);
    }

    /** Whoever wakes the consumer wants it to stop waiting: what was read before must not go with the exception, or it is lost. */
    private ConsumerRecords<byte[], byte[]> fresh() {
        try {
            return super.poll(FRESH);
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        }
    }

    @Override
    @SuppressWarnings("deprecation") // what Reactor Kafka calls
    public void close(Duration timeout) {
        try {
            super.close(timeout);
        } finally {
            watch.left();
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        private final ConsumerRebalanceListener receiver;

        Rebalances(ConsumerRebalanceListener receiver) {
            this.receiver = receiver;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            moved.addAll(partitions);
            receiver.onPartitionsAssigned(partitions);
            watch.assigned(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            moved.addAll(partitions);
            watch.revoked(partitions);
            receiver.onPartitionsRevoked(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            moved.addAll(partitions);
            watch.lost(partitions);
            receiver.onPartitionsLost(partitions);
        }
    }
}
