package io.fluxim.kafka.source;

import io.fluxim.kafka.ClientSettings;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far groups are, as the broker knows it: for people and audits, not for flows. Makes and changes nothing. */
public final class KafkaProgress implements AutoCloseable {

    /** Longest wait for one answer of the brokers. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final Map<String, Object> client;
    /** Made at the first question: without one no broker is needed. Guarded by {@code this}. */
    private @Nullable Admin admin;

    public KafkaProgress(KafkaProperties properties) {
        this.client = ClientSettings.admin(properties);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
    }

    /**
     * Every partition of the topic, in order. The beginnings are read first and the ends last, so that at one instant in
     * between all of it was true: {@code beginning <= committed <= end} unless something is wrong.
     */
    public Mono<List<GroupProgress>> of(String group, Topic<?> topic) {
        return partitions(topic)
                .flatMap(partitions -> offsets(partitions, OffsetSpec.earliest())
                        .flatMap(beginnings -> answer(admin ->
                                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                                .flatMap(committed -> offsets(partitions, OffsetSpec.latest())
                                        .map(ends -> progress(partitions, beginnings, committed, ends)))));
    }

    /** How many records were ever appended to the topic: the ends of its partitions together. */
    public Mono<Long> appended(Topic<?> topic) {
        return partitions(topic)
                .flatMap(partitions -> offsets(partitions, OffsetSpec.latest()))
                .map(ends -> ends.values().stream().mapToLong(Long::longValue).sum());
    }

    /** How many records the flows have not done yet. */
    public Mono<Long> backlog() {
        return Flux.fromArray(ConsumerGroup.values())
                .flatMap(reader -> of(reader.group(), reader.topic()))
                .flatMapIterable(partitions -> partitions)
                .reduce(0L, (sum, partition) -> sum + partition.lag());
    }

    /** How many partitions the topics have. */
    public Mono<PartitionCounts> counts() {
        return Mono.zip(
                        partitions(Topic.ACCEPTED).map(List::size),
                        partitions(Topic.SEQUENCED).map(List::size),
                        partitions(Topic.FANOUT).map(List::size))
                .map(found -> new PartitionCounts(found.getT1(), found.getT2(), found.getT3()));
    }

    /** How many members a group has at this moment; 0 for one that never was. */
    public Mono<Integer> members(String group) {
        return answer(admin -> admin.describeConsumerGroups(List.of(group)).all())
                .map(found -> found.values().stream()
                        .mapToInt(one -> one.members().size())
                        .sum())
                .onErrorResume(GroupIdNotFoundException.class, never -> Mono.just(0));
    }

    private static List<GroupProgress> progress(
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .map(partition -> new GroupProgress(
                        partition.partition(),
                        beginnings.getOrDefault(partition, 0L),
                        Optional.ofNullable(committed.get(partition))
                                .map(done -> OptionalLong.of(done.offset()))
                                .orElse(OptionalLong.empty()),
                        ends.getOrDefault(partition, 0L)))
                .toList();
    }

    private Mono<List<TopicPartition>> partitions(Topic<?> topic) {
        return answer(admin -> admin.describeTopics(List.of(topic.name())).allTopicNames())
                .map(found -> found.values().stream()
                        .flatMap(KafkaProgress::partitions)
                        .toList());
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(one -> new TopicPartition(topic.name(), one.partition()));
    }

    private Mono<Map<TopicPartition, Long>> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        return answer(admin -> admin.listOffsets(asked).all()).map(KafkaProgress::numbers);
    }

    private static Map<TopicPartition, Long> numbers(Map<TopicPartition, ListOffsetsResultInfo> found) {
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    private <T> Mono<T> answer(Function<Admin, KafkaFuture<T>> asked) {
        return Mono.fromFuture(() -> asked.apply(admin()).toCompletionStage().toCompletableFuture());
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(client);
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(BOUND);
        }
    }
}
