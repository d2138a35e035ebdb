package io.fluxim.kafka.sink;

import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.topic.TraceParent;
import java.util.List;

/**
 * A record to append.
 *
 * @param topic     where
 * @param partition where exactly
 * @param key       what it is about; for readers and compaction, not for placement
 * @param value     what it says
 * @param traces    of those of its messages that are traced: they go along as headers
 */
public record Outgoing<T>(Topic<T> topic, int partition, String key, T value, List<TraceParent> traces) {

    /** One that nobody traces. */
    public Outgoing(Topic<T> topic, int partition, String key, T value) {
        this(topic, partition, key, value, List.of());
    }

    /** The same with these traces. */
    public Outgoing<T> traced(List<TraceParent> by) {
        return by.isEmpty() ? this : new Outgoing<>(topic, partition, key, value, by);
    }
}
