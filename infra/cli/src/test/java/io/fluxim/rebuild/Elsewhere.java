package io.fluxim.rebuild;

import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.testkit.TestStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** An application on another machine: a member of the group of a flow, on servers that are not embedded. */
final class Elsewhere implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;

    private Elsewhere(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Makes a data directory that names servers of the operator's own: Kafka, Redis, and those of these keys. */
    static void servers(Path data, Map<String, String> others) throws IOException {
        Map<String, String> keys = new HashMap<>(others);
        keys.put("im.kafka.bootstrap-servers", TestStores.kafka().bootstrapServers());
        keys.put("spring.data.redis.url", TestStores.redis().freshUrl());
        List<String> lines = keys.entrySet().stream()
                .map(key -> key.getKey() + ": '" + key.getValue() + "'")
                .toList();
        Files.write(Files.createDirectories(data).resolve("fluxim.yml"), lines);
    }

    /** Returns once it has its share of the topic, which must be there. */
    static Elsewhere running(ConsumerGroup reader) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestStores.kafka().bootstrapServers(), "group.id", reader.group()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(reader.topic().name()));
        long end = System.nanoTime() + BOUND.toNanos();
        while (consumer.assignment().isEmpty()) {
            if (System.nanoTime() > end) {
                consumer.close();
                throw new AssertionError("no share of " + reader.topic().name());
            }
            consumer.poll(POLL);
        }
        return new Elsewhere(consumer);
    }

    /** Leaves the group. */
    @Override
    public void close() {
        consumer.close();
    }
}
