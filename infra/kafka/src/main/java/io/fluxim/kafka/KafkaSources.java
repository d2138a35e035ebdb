package io.fluxim.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.TopicPartition;

/** Makes sources; joining and reading begin when they are subscribed. */
public final class KafkaSources {

    private final ClientSettings clients;
    private final MeterRegistry meters;

    public KafkaSources(KafkaProperties properties, MeterRegistry meters) {
        this.clients = new ClientSettings(properties);
        this.meters = meters;
    }

    /** A group's share of a topic. */
    public <T> BatchSource<T> group(String group, Topic<T> topic) {
        return group(group, topic, value -> 1);
    }

    /**
     * The same, with batches that are bounded in weight, too.
     *
     * @param weight of a record: how much work, or memory, it will be
     */
    public <T> BatchSource<T> group(String group, Topic<T> topic, ToIntFunction<T> weight) {
        return new KafkaBatchSource<>(topic, weight, clients.group(group), meters);
    }

    /** What stands in one partition, for people who look. */
    public <T> KafkaScan<T> scan(Topic<T> topic, int partition) {
        return new KafkaScan<>(
                new TopicPartition(topic.name(), partition), clients.consumer(), new Decoding<>(topic, meters));
    }
}
