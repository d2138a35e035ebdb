package io.fluxim.torture.run;

import io.fluxim.kafka.source.ConsumerGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records the flows have not done yet, as Kafka knows it: the ends of the topics less what is committed. */
final class Backlog implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(2);
    private final Admin admin;

    Backlog(String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis()));
    }

    /** All of it; empty while Kafka does not answer. */
    OptionalLong records() {
        try {
            long sum = 0;
            for (ConsumerGroup reader : ConsumerGroup.values()) {
                sum += behind(reader.group(), reader.topic().name());
            }
            return OptionalLong.of(sum);
        } catch (ExecutionException | TimeoutException away) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private long behind(String group, String topic) throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicDescription description : admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .values()) {
            description
                    .partitions()
                    .forEach(partition ->
                            wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        }
        long sum = 0;
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : admin.listOffsets(wanted)
                .all()
                .get(BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .entrySet()) {
            OffsetAndMetadata done = committed.get(end.getKey());
            sum += end.getValue().offset() - (done == null ? 0 : done.offset());
        }
        return sum;
    }

    @Override
    public void close() {
        admin.close(BOUND);
    }
}
