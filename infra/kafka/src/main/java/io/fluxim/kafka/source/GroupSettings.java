package io.fluxim.kafka.source;

import io.fluxim.kafka.ClientSettings;
import io.fluxim.kafka.KafkaProperties;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/**
 * How a source takes part in its consumer group.
 *
 * @param group  its id
 * @param lanes  how many consumers it has
 * @param limits of its batches
 * @param client properties of its consumers
 */
record GroupSettings(String group, int lanes, BatchLimits limits, Times times, Map<String, Object> client) {

    /**
     * When it does what.
     *
     * @param rest   least time between two reads of a lane; none where it is zero
     * @param commit between two commits of done batches; what a crash repeats is at most this much
     * @param grace  how long a partition that is taken away waits for the batches in hand
     */
    record Times(Duration rest, Duration commit, Duration grace) {}

    /**
     * How long a fetch waits for a first record. One is under way per broker: a partition that is assigned waits for that of
     * the others, where these are idle, and each costs the idle something.
     */
    private static final int FETCH_WAIT_MS = 500;

    GroupSettings {
        client = Map.copyOf(client);
    }

    static GroupSettings of(String group, KafkaProperties properties) {
        KafkaProperties.Source source = properties.source();
        int session = Math.toIntExact(source.sessionTimeout().toMillis());
        Map<String, Object> client = ClientSettings.consumer(properties);
        client.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        client.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 10); // how soon it learns of a rebalance
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, source.maxRecords());
        // a rebalance takes only the partitions that move; the others go on
        client.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new GroupSettings(
                group,
                source.lanes(),
                new BatchLimits(source.maxRecords(), source.maxBytes().toBytes(), source.maxWeight()),
                new Times(source.rest(), source.commitInterval(), source.revokeGrace()),
                client);
    }
}
