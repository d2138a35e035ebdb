package io.fluxim.kafka;

import io.fluxim.loops.EventLoops;
import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The test broker, and what our side of it needs. */
final class Broker {

    /** Of all tests. */
    static final EventLoops LOOPS = new EventLoops();

    private Broker() {}

    /** As configured by these keys below {@code im.kafka}, in pairs. */
    static KafkaProperties properties(String... keysAndValues) {
        Map<String, String> configured = new HashMap<>();
        configured.put("im.kafka.bootstrap-servers", TestStores.kafka().bootstrapServers());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            configured.put("im.kafka." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(configured))
                .bindOrCreate("im.kafka", KafkaProperties.class);
    }

    static KafkaRecordSink sink(String... keysAndValues) {
        return new KafkaRecordSink(properties(keysAndValues), LOOPS, new SimpleMeterRegistry());
    }

    static KafkaSources sources(String... keysAndValues) {
        return new KafkaSources(properties(keysAndValues), new SimpleMeterRegistry());
    }

    static Outgoing<String> text(Topic<String> topic, int partition, String text) {
        return new Outgoing<>(topic, partition, "key", text);
    }

    /** Texts "from" to "to" (without) into one partition, acknowledged. */
    static void append(RecordSink sink, Topic<String> topic, int partition, int from, int to) {
        sink.appendAll(IntStream.range(from, to)
                        .mapToObj(number -> text(topic, partition, Integer.toString(number)))
                        .toList())
                .block();
    }

    /** The group's committed offset; 0 where there is none. */
    static long committed(String group, Topic<?> topic, int partition) {
        try (Admin admin = admin()) {
            TopicPartition of = new TopicPartition(topic.name(), partition);
            var offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(of);
            return offset == null ? 0 : offset.offset();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static int members(String group) {
        try (Admin admin = admin()) {
            return admin.describeConsumerGroups(List.of(group))
                    .all()
                    .get()
                    .get(group)
                    .members()
                    .size();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestStores.kafka().bootstrapServers()));
    }
}
