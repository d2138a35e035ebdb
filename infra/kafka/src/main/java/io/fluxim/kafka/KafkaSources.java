package io.fluxim.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;

/** Makes sources; joining and reading begin when they are subscribed. */
public final class KafkaSources {

    private final ClientSettings clients;
    private final MeterRegistry meters;

    public KafkaSources(KafkaProperties properties, MeterRegistry meters) {
        this.clients = new ClientSettings(properties);
        this.meters = meters;
    }

    /** A group's share of a topic, with the configured limits of a batch. */
    public <T> BatchSource<T> group(String group, Topic<T> topic) {
        return new KafkaBatchSource<>(topic, clients.group(group), meters);
    }

    /** The same with limits of its own. */
    public <T> BatchSource<T> group(String group, Topic<T> topic, BatchLimits limits) {
        return new KafkaBatchSource<>(topic, clients.group(group).withLimits(limits), meters);
    }

    /** One partition from its end on, for one subscription. */
    public <T> KafkaTail<T> tail(Topic<T> topic, int partition) {
        return new KafkaTail<>(topic, partition, clients.consumer(), meters);
    }

    /** What stands in one partition, for people who look. */
    public <T> KafkaScan<T> scan(Topic<T> topic, int partition) {
        return new KafkaScan<>(
                new TopicPartition(topic.name(), partition), clients.consumer(), new Decoding<>(topic, meters));
    }
}
