package io.fluxim.audit;

import io.fluxim.kafka.Topic;

/** A consumer group and what it reads, in the order of a message's route. */
enum Reader {
    SEQUENCE("pipeline-sequence", Topic.ACCEPTED),
    INBOX("pipeline-inbox", Topic.FANOUT),
    HISTORY("history-sink", Topic.SEQUENCED);

    private final String group;
    private final Topic<?> topic;

    Reader(String group, Topic<?> topic) {
        this.group = group;
        this.topic = topic;
    }

    String group() {
        return group;
    }

    Topic<?> topic() {
        return topic;
    }

    /** Its name for one partition, such as {@code history-sink im.sequenced-3}. */
    String where(int partition) {
        return group + " " + topic.name() + "-" + partition;
    }
}
