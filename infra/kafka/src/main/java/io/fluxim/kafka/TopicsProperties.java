package io.fluxim.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topics. Counts are for the life of the data: another count moves keys to other partitions, and their order breaks.
 *
 * @param replication       copies of each partition; 3 on a cluster
 * @param minInsyncReplicas copies that must have a record before it counts; 2 on a cluster
 * @param segment           how long a log segment is open at most: records are kept up to retention + segment
 * @param partitions        how many
 * @param retention         how long records are kept
 */
public record TopicsProperties(
        @DefaultValue("1") int replication,
        @DefaultValue("1") int minInsyncReplicas,
        @DefaultValue("6h") Duration segment,
        @DefaultValue Counts partitions,
        @DefaultValue Retentions retention) {

    public TopicsProperties {
        if (replication < 1 || replication > Short.MAX_VALUE) {
            throw new IllegalArgumentException("im.kafka.topics.replication must be >= 1, was " + replication);
        }
        if (minInsyncReplicas < 1 || minInsyncReplicas > replication) {
            throw new IllegalArgumentException("im.kafka.topics.min-insync-replicas must be >= 1 and <= replication ("
                    + replication + "), was " + minInsyncReplicas);
        }
        KafkaProperties.atLeast("topics.segment", Duration.ofMinutes(1), segment);
    }

    /** How many partitions; 0: as many as the topic has, and a sensible number where it is made. */
    public record Counts(
            @DefaultValue("0") int accepted,
            @DefaultValue("0") int sequenced,
            @DefaultValue("0") int fanout,
            @DefaultValue("1") int deadLetter) {

        public Counts {
            notNegative("accepted", accepted);
            notNegative("sequenced", sequenced);
            notNegative("fanout", fanout);
            notNegative("dead-letter", deadLetter);
        }

        private static void notNegative(String key, int count) {
            if (count < 0) {
                throw new IllegalArgumentException("im.kafka.topics.partitions." + key + " must be >= 0, was " + count);
            }
        }
    }

    /**
     * How long records are kept. Dead letters are kept for ever.
     *
     * @param accepted  what the pipeline may be down for without loss; with the segment no longer than im.retention
     * @param sequenced the replayable log; negative is for ever
     * @param fanout    as accepted
     */
    public record Retentions(
            @DefaultValue("7d") Duration accepted,
            @DefaultValue("-1ms") Duration sequenced,
            @DefaultValue("7d") Duration fanout) {

        public Retentions {
            KafkaProperties.atLeast("topics.retention.accepted", Duration.ofMinutes(1), accepted);
            KafkaProperties.atLeast("topics.retention.fanout", Duration.ofMinutes(1), fanout);
        }
    }
}
