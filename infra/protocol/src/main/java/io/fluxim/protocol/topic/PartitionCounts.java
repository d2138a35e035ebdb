package io.fluxim.protocol.topic;

/**
 * How many partitions the topics have. Every application must know the same numbers, and they never change while there
 * are data: moved keys break the order. The configuration of {@code infra/kafka} offers them as a bean.
 *
 * @param accepted  of {@code im.accepted}; the writers of seqs
 * @param sequenced of {@code im.sequenced}
 * @param fanout    of {@code im.fanout}; the writers of positions, and the hash tags of users in Redis
 */
public record PartitionCounts(int accepted, int sequenced, int fanout) {

    public PartitionCounts {
        atLeastOne("accepted", accepted);
        atLeastOne("sequenced", sequenced);
        atLeastOne("fanout", fanout);
    }

    private static void atLeastOne(String topic, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("partitions of im." + topic + " must be >= 1, was " + count);
        }
    }
}
