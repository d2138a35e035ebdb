package io.fluxim.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What stands in one partition now, without a group and without commits: for people who look, not for flows. */
public final class KafkaScan<T> {

    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicPartition partition;
    private final Map<String, Object> client;
    private final Decoding<T> decoding;

    KafkaScan(TopicPartition partition, Map<String, Object> client, Decoding<T> decoding) {
        this.partition = partition;
        this.client = client;
        this.decoding = decoding;
    }

    /**
     * Records from this offset on, ascending, at most {@code limit}, up to what is the end when it is asked. What cannot be
     * decoded is left out.
     */
    public Mono<List<Received<T>>> from(long offset, int limit) {
        return Mono.fromCallable(() -> read(offset, limit)).subscribeOn(Schedulers.boundedElastic());
    }

    /** Blocking, like Kafka's own consumer. */
    private List<Received<T>> read(long offset, int limit) {
        List<Received<T>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> only = List.of(partition);
            consumer.assign(only);
            long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
            consumer.seek(
                    partition, Math.max(offset, consumer.beginningOffsets(only).getOrDefault(partition, 0L)));
            while (consumer.position(partition) < end && found.size() < limit) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    decoding.decode(record, found::add, unreadable -> {});
                }
            }
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }
}
