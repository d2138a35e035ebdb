package io.fluxim.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer that Reactor Kafka polls, with the hooks it lacks: before each poll (pausing through Reactor Kafka takes
 * effect one poll late), before a revocation is committed (its own wait counts acknowledgements of all partitions, and
 * runs the full time after any rebalance that dropped records), and after close (a cancelled receiver closes unseen).
 */
final class WatchedConsumer extends KafkaConsumer<byte[], byte[]> {

    /** All but {@link #left()} on the poll thread, which alone may use the consumer. */
    interface Watch {
        void beforePoll(WatchedConsumer consumer);

        void assigned(Collection<TopicPartition> partitions);

        /** Before what is done of them is committed; may wait for it. */
        void revoked(Collection<TopicPartition> partitions);

        /** Others have them already. */
        void lost(Collection<TopicPartition> partitions);

        /** Closed: the group is left. */
        void left();
    }

    private final Watch watch;

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
            watch.beforePoll(this);
            return super.poll(timeout);
        } catch (Error e) { // Reactor Kafka's loop ends silently at an Error, and signals an exception
            throw new KafkaException("the poll loop failed", e);
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
            receiver.onPartitionsAssigned(partitions);
            watch.assigned(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            watch.revoked(partitions);
            receiver.onPartitionsRevoked(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            watch.lost(partitions);
            receiver.onPartitionsLost(partitions);
        }
    }
}
