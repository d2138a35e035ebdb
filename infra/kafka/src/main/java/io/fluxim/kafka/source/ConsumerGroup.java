package io.fluxim.kafka.source;

import io.fluxim.kafka.topic.Topic;

/**
 * A consumer group that commits, and the topic that it reads, in the order of a message's route. Its committed offsets are
 * where it goes on: another name would begin again.
 */
public enum ConsumerGroup {
    /** The pipeline's Sequence flow. */
    SEQUENCE("pipeline-sequence", Topic.ACCEPTED),
    /** The pipeline's Inbox flow. */
    INBOX("pipeline-inbox", Topic.FANOUT),
    /** The history sink. */
    HISTORY("history-sink", Topic.SEQUENCED);

    private final String group;
    private final Topic<?> topic;

    ConsumerGroup(String group, Topic<?> topic) {
        this.group = group;
        this.topic = topic;
    }

    public String group() {
        return group;
    }

    public Topic<?> topic() {
        return topic;
    }

    /** Its name for one partition, such as {@code history-sink im.sequenced-3}. */
    public String where(int partition) {
        return group + " " + topic.name() + "-" + partition;
    }
}
