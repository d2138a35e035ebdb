package io.fluxim.kafka;

import io.fluxim.kafka.sink.KafkaRecordSink;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.source.KafkaSources;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.loops.EventLoops;
import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;

/** The test broker, and what our side of it needs. */
public final class Broker {

    /** Of all tests. */
    public static final EventLoops LOOPS = new EventLoops();

    private Broker() {}

    /** As configured by these keys below {@code im.kafka}, in pairs. */
    public static KafkaProperties properties(String... keysAndValues) {
        return Configured.kafka(Stream.concat(
                        Stream.of("bootstrap-servers", TestStores.kafka().bootstrapServers()),
                        Arrays.stream(keysAndValues))
                .toArray(String[]::new));
    }

    public static KafkaRecordSink sink(String... keysAndValues) {
        return new KafkaRecordSink(properties(keysAndValues), LOOPS, new SimpleMeterRegistry());
    }

    public static KafkaSources sources(String... keysAndValues) {
        return new KafkaSources(properties(keysAndValues), new SimpleMeterRegistry());
    }

    public static Outgoing<String> text(Topic<String> topic, int partition, String text) {
        return new Outgoing<>(topic, partition, "key", text);
    }

    /** Texts "from" to "to" (without) into one partition, acknowledged. */
    public static void append(RecordSink sink, Topic<String> topic, int partition, int from, int to) {
        sink.appendAll(IntStream.range(from, to)
                        .mapToObj(number -> text(topic, partition, Integer.toString(number)))
                        .toList())
                .block();
    }

    /** The group's committed offset; 0 where there is none. */
    public static long committed(String group, Topic<?> topic, int partition) {
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

    public static int members(String group) {
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

    public static Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestStores.kafka().bootstrapServers()));
    }
}
