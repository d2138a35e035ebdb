package io.fluxim.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** From our properties to Kafka's: what all clients have in common. Their kinds add to it. */
public final class ClientSettings {

    /** How long a fetch without a group waits for a first record: scans take what there is. */
    private static final int FETCH_WAIT_MS = 100;

    private ClientSettings() {}

    /** Of a client that only asks and changes settings. */
    public static Map<String, Object> admin(KafkaProperties properties) {
        Map<String, Object> client = new HashMap<>(properties.client());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
        return client;
    }

    /** Of a consumer without a group. */
    public static Map<String, Object> consumer(KafkaProperties properties) {
        Map<String, Object> client = admin(properties);
        client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return client;
    }
}
