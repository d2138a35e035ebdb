package io.fluxim.kafka;

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

    /**
     * More than the producer sends, so that it is always the producer that refuses, and only that record: where the
     * broker refuses a batch, the producer splits and retries it without end, and its neighbours wait.
     */
    private static final int MAX_BATCH = ClientSettings.MAX_REQUEST + (64 << 10);

    /** Of a topic that is made: the ceiling of growing, as many lanes in all processes together (docs/performance.md). */
    static final int NEW = 12;

    private static final Duration FOR_EVER = Duration.ofMillis(-1);

    TopicPlan {
        settings = Map.copyOf(settings);
    }

    /** The four topics; refuses retentions that outlive the inboxes. */
    static List<TopicPlan> all(TopicsProperties topics, Duration inboxRetention) {
        TopicsProperties.Retentions kept = topics.retention();
        replayable("accepted", kept.accepted(), topics.segment(), inboxRetention);
        replayable("fanout", kept.fanout(), topics.segment(), inboxRetention);
        return List.of(
                plan("accepted", Topic.ACCEPTED, topics, kept.accepted()),
                plan("sequenced", Topic.SEQUENCED, topics, kept.sequenced()),
                plan("fanout", Topic.FANOUT, topics, kept.fanout()),
                plan("dead-letter", Topic.DEAD_LETTER, topics, FOR_EVER));
    }

    NewTopic toCreate(int replication) {
        return new NewTopic(name, partitions > 0 ? partitions : NEW, (short) replication).configs(settings);
    }

    /** Whether the topic may have so many. */
    boolean takes(int found) {
        return partitions == 0 || partitions == found;
    }

    private static TopicPlan plan(String key, Topic<?> topic, TopicsProperties topics, Duration kept) {
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, kept.isNegative() ? "-1" : Long.toString(kept.toMillis()));
        settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        Duration segment = kept.isNegative() || kept.compareTo(topics.segment()) > 0 ? topics.segment() : kept;
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(segment.toMillis()));
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(topics.minInsyncReplicas()));
        settings.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_BATCH));
        return new TopicPlan(key, topic.name(), topics.partitions().of(topic), settings);
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
