package io.fluxim.kafka.source;

import io.fluxim.kafka.ClientSettings;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.kafka.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.TopicPartition;

/** Makes sources; joining and reading begin when they are subscribed. */
public final class KafkaSources {

    private final KafkaProperties properties;
    private final MeterRegistry meters;

    public KafkaSources(KafkaProperties properties, MeterRegistry meters) {
        this.properties = properties;
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
        return new KafkaBatchSource<>(topic, weight, GroupSettings.of(group, properties), meters);
    }

    /** What stands in one partition, for people who look. */
    public <T> KafkaScan<T> scan(Topic<T> topic, int partition) {
        return new KafkaScan<>(
                new TopicPartition(topic.name(), partition),
                ClientSettings.consumer(properties),
                new RecordDecoder<>(topic, meters));
    }
}
