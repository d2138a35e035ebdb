package io.fluxim.kafka.topic;

import io.fluxim.kafka.TopicsProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic shall be.
 *
 * @param key        its name in our configuration keys
 * @param name       its name in Kafka
 * @param partitions how many, for ever; 0: as many as it has
 * @param settings   Kafka's own, by key
 */
record TopicPlan(String key, String name, int partitions, Map<String, String> settings) {

    /** As {@link Topic#MAX_BATCH}, of dead letters. */
    private static final int MAX_DEAD_LETTER = Topic.MAX_DEAD_LETTER + (64 << 10);

    /** Of a topic that is made: the ceiling of growing, as many lanes in all processes together (docs/performance.md). */
    static final int NEW = 12;

    private static final Duration FOR_EVER = Duration.ofMillis(-1);

    TopicPlan {
        settings = Map.copyOf(settings);
    }

    /** The four topics; refuses retentions that outlive the inboxes. */
    static List<TopicPlan> all(TopicsProperties topics, Duration inboxRetention) {
        TopicsProperties.Retentions kept = topics.retention();
        TopicsProperties.Counts counts = topics.partitions();
        replayable("accepted", kept.accepted(), topics.segment(), inboxRetention);
        replayable("fanout", kept.fanout(), topics.segment(), inboxRetention);
        return List.of(
                new TopicPlan(
                        "accepted",
                        Topic.ACCEPTED.name(),
                        counts.accepted(),
                        settings(topics, kept.accepted(), Topic.MAX_BATCH)),
                new TopicPlan(
                        "sequenced",
                        Topic.SEQUENCED.name(),
                        counts.sequenced(),
                        settings(topics, kept.sequenced(), Topic.MAX_BATCH)),
                new TopicPlan(
                        "fanout",
                        Topic.FANOUT.name(),
                        counts.fanout(),
                        settings(topics, kept.fanout(), Topic.MAX_BATCH)),
                new TopicPlan(
                        "dead-letter",
                        Topic.DEAD_LETTER.name(),
                        counts.deadLetter(),
                        settings(topics, FOR_EVER, MAX_DEAD_LETTER)));
    }

    NewTopic toCreate(int replication) {
        return new NewTopic(name, partitions > 0 ? partitions : NEW, (short) replication).configs(settings);
    }

    /** Whether the topic may have this many partitions. */
    boolean takes(int found) {
        return partitions == 0 || partitions == found;
    }

    private static Map<String, String> settings(TopicsProperties topics, Duration kept, int maxBytes) {
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, kept.isNegative() ? "-1" : Long.toString(kept.toMillis()));
        settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        Duration segment = kept.isNegative() || kept.compareTo(topics.segment()) > 0 ? topics.segment() : kept;
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(segment.toMillis()));
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(topics.minInsyncReplicas()));
        settings.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes));
        return settings;
    }

    /** What is replayed must find its repeats in the inbox still: older records would be appended anew. */
    private static void replayable(String key, Duration kept, Duration segment, Duration inboxRetention) {
        if (kept.plus(segment).compareTo(inboxRetention) > 0) {
            throw new CannotUseTopics("im.kafka.topics.retention." + key + " plus im.kafka.topics.segment must be <="
                    + " im.retention (" + inboxRetention + "), was " + kept + " plus " + segment
                    + ": a record that outlives the inboxes would be delivered again when it is replayed");
        }
    }
}
