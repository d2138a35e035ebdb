package io.fluxim.kafka.source;

import io.fluxim.protocol.topic.TraceParent;
import java.util.List;

/**
 * A record of a batch.
 *
 * @param offset its place in its partition
 * @param at     its append time, Unix milliseconds
 * @param value  what it holds
 * @param traces of those of its messages that are traced
 */
public record Received<T>(long offset, long at, T value, List<TraceParent> traces) {

    /** One that nobody traces. */
    public Received(long offset, long at, T value) {
        this(offset, at, value, List.of());
    }
}
