package io.fluxim.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import reactor.kafka.receiver.ReceiverOptions;

/**
 * Kafka's own metrics of a receiver's consumer, while it lives. Reactor Kafka's listener adds a tag that counts the
 * receivers ever made: a new set of meters at each restart, and other tag keys than the producer's.
 */
final class ConsumerMeters implements ReceiverOptions.ConsumerListener {

    private final MeterRegistry meters;
    private final Map<String, KafkaClientMetrics> bound = new ConcurrentHashMap<>();

    ConsumerMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void consumerAdded(String id, Consumer<?, ?> consumer) {
        KafkaClientMetrics metrics = new KafkaClientMetrics(consumer);
        metrics.bindTo(meters);
        bound.put(id, metrics);
    }

    @Override
    public void consumerRemoved(String id, Consumer<?, ?> consumer) {
        KafkaClientMetrics metrics = bound.remove(id);
        if (metrics != null) {
            metrics.close();
        }
    }
}
