package io.fluxim.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What two polls gave, as if it were one. */
final class Gathered {

    private Gathered() {}

    /**
     * The earlier records of each partition, then the later ones.
     *
     * @param moved came or went during the second poll: their earlier records are left out, as their owner begins at its commit
     */
    static ConsumerRecords<byte[], byte[]> of(
            ConsumerRecords<byte[], byte[]> early,
            ConsumerRecords<byte[], byte[]> fresh,
            Collection<TopicPartition> moved) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(early.nextOffsets());
        early.partitions().forEach(partition -> records.put(partition, new ArrayList<>(early.records(partition))));
        records.keySet().removeAll(moved);
        next.keySet().removeAll(moved);
        fresh.partitions()
                .forEach(partition -> records.computeIfAbsent(partition, absent -> new ArrayList<>())
                        .addAll(fresh.records(partition)));
        next.putAll(fresh.nextOffsets());
        return new ConsumerRecords<>(records, next);
    }
}
