package io.fluxim.kafka.sink;

import io.fluxim.kafka.ClientSettings;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.kafka.topic.Topic;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How records are sent.
 *
 * @param maxRecords most single records in flight
 * @param maxBytes   most bytes of single records in flight
 * @param deadline   how long a record may wait to be sent
 * @param client     properties of the producer
 */
record SinkSettings(int maxRecords, long maxBytes, Duration deadline, Map<String, Object> client) {

    private static final int BUFFER = 32 << 20;
    private static final int PRODUCER_BATCH = 64 << 10;
    /** Longest wait of the sending thread, and of no other, for metadata or buffer space. */
    private static final int MAX_BLOCK_MS = 5_000;

    SinkSettings {
        client = Map.copyOf(client);
    }

    static SinkSettings of(KafkaProperties properties) {
        KafkaProperties.Sink sink = properties.sink();
        int delivery = Math.toIntExact(sink.deliveryTimeout().toMillis());
        int linger = Math.toIntExact(sink.linger().toMillis());
        Map<String, Object> client = ClientSettings.admin(properties);
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        client.put(ProducerConfig.LINGER_MS_CONFIG, linger);
        if (linger == 0) { // what comes while a request is under way goes with the next one: the more, the larger
            client.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        }
        client.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, sink.compression());
        client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(10_000, Math.max(1, delivery - linger)));
        client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        client.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
        client.put(ProducerConfig.BATCH_SIZE_CONFIG, PRODUCER_BATCH);
        client.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_DEAD_LETTER);
        return new SinkSettings(
                sink.maxInFlightRecords(), sink.maxInFlightBytes().toBytes(), sink.deliveryTimeout(), client);
    }
}
