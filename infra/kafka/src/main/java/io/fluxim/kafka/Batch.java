package io.fluxim.kafka;

import io.fluxim.protocol.topic.DeadLetter;
import io.fluxim.protocol.topic.TraceParent;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Records of one partition, handled together: ascending, bounded in count and bytes, never empty of both lists.
 *
 * @param partition  where they stand
 * @param records    those that could be decoded, by offset
 * @param unreadable those that could not, ready to be set aside
 * @param commit     marks the batch as done: to be subscribed only after all its effects. Completes at once; the offset
 *                   is committed soon after, at the latest when the partition is given away or the flow stops
 */
public record Batch<T>(int partition, List<Received<T>> records, List<DeadLetter> unreadable, Mono<Void> commit) {

    public Batch {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
    }

    /** The traces that its records carry; where nobody traces this costs a look at each. */
    public List<TraceParent> traces() {
        List<TraceParent> found = List.of();
        for (Received<T> record : records) {
            if (!record.traces().isEmpty()) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.addAll(record.traces());
            }
        }
        return found;
    }
}
