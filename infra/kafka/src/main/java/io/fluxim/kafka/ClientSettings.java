package io.fluxim.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/** From our properties to Kafka's. */
final class ClientSettings {

    /** The largest record. Flows stay under 512 KiB; a dead letter carries a foreign record whole. */
    static final int MAX_REQUEST = 2 << 20;

    private static final int BUFFER = 32 << 20;
    private static final int PRODUCER_BATCH = 64 << 10;
    /** The sending thread alone waits so long, for metadata or buffer space. */
    private static final int MAX_BLOCK_MS = 5_000;

    /** How long a fetch without a group waits for a first record: scans take what there is. */
    private static final int FETCH_WAIT_MS = 100;

    /**
     * The same of a group. One is under way per broker: a partition that is assigned waits for that of the others, where these
     * are idle, and each costs the idle something.
     */
    private static final int GROUP_FETCH_WAIT_MS = 500;

    private final KafkaProperties properties;

    ClientSettings(KafkaProperties properties) {
        this.properties = properties;
    }

    GroupSettings group(String group) {
        KafkaProperties.Source source = properties.source();
        int session = Math.toIntExact(source.sessionTimeout().toMillis());
        Map<String, Object> client = consumer();
        client.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, GROUP_FETCH_WAIT_MS);
        client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        client.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 10); // how soon it learns of a rebalance
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, source.maxRecords());
        // a rebalance takes only the partitions that move; the others go on
        client.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new GroupSettings(
                group,
                source.lanes(),
                new BatchLimits(source.maxRecords(), source.maxBytes().toBytes(), source.maxWeight()),
                new GroupSettings.Times(source.rest(), source.commitInterval(), source.revokeGrace()),
                client);
    }

    /** Of a consumer without a group. */
    Map<String, Object> consumer() {
        Map<String, Object> client = admin();
        client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return client;
    }

    SinkSettings sink() {
        KafkaProperties.Sink sink = properties.sink();
        int delivery = Math.toIntExact(sink.deliveryTimeout().toMillis());
        int linger = Math.toIntExact(sink.linger().toMillis());
        Map<String, Object> client = admin();
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
        client.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST);
        return new SinkSettings(
                sink.maxInFlightRecords(), sink.maxInFlightBytes().toBytes(), sink.deliveryTimeout(), client);
    }

    Map<String, Object> admin() {
        Map<String, Object> client = new HashMap<>(properties.client());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
        return client;
    }
}
