package io.fluxim.standalone.backup;

import io.fluxim.kafka.source.ConsumerGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the topics and their readers are. */
final class KafkaCount {

    private static final List<String> TOPICS = List.of("im.accepted", "im.sequenced", "im.fanout", "im.dead-letter");

    private KafkaCount() {}

    /** Adds the ends of the topics, each the sum over its partitions, and what waits to be read. */
    static void into(SortedMap<String, Long> counts, String bootstrapServers, Duration patience)
            throws ExecutionException {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", (int) patience.toMillis()))) {
            Map<TopicPartition, Long> ends = offsets(admin, OffsetSpec.latest());
            Map<TopicPartition, Long> beginnings = offsets(admin, OffsetSpec.earliest());
            ends.forEach((partition, end) -> counts.merge("kafka." + partition.topic(), end, Long::sum));
            long waiting = 0;
            for (ConsumerGroup reader : ConsumerGroup.values()) {
                waiting += waiting(read(admin, reader.group()), reader.topic().name(), beginnings, ends);
            }
            counts.put(Inventory.WAITING, waiting);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupFailed("interrupted", e);
        }
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = admin.describeTopics(TOPICS).allTopicNames().get().values().stream()
                .flatMap(KafkaCount::partitions)
                .collect(Collectors.toMap(Function.identity(), partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                admin.listOffsets(asked).all().get();
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return IntStream.range(0, topic.partitions().size())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition));
    }

    private static Map<TopicPartition, OffsetAndMetadata> read(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    /** A partition of which nothing was committed is read from its beginning. */
    private static long waiting(
            Map<TopicPartition, OffsetAndMetadata> read,
            String topic,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .filter(end -> end.getKey().topic().equals(topic))
                .mapToLong(end -> {
                    OffsetAndMetadata committed = read.get(end.getKey());
                    long from = committed == null ? beginnings.getOrDefault(end.getKey(), 0L) : committed.offset();
                    return Math.max(0, end.getValue() - from);
                })
                .sum();
    }
}
