package io.fluxim.kafka.source;

import io.fluxim.protocol.topic.DeadLetter;
import io.fluxim.protocol.topic.TraceParent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Records of one lane, handled together: at most what its lane read at once, of several partitions, bounded in count, bytes and
 * weight, never empty.
 *
 * @param shares one for each of the partitions
 * @param commit marks the batch as done: to be subscribed only after all its effects. Completes at once; the offsets are
 *               committed soon after, at the latest when a partition is given away or the flow stops
 */
public record Batch<T>(List<Share<T>> shares, Mono<Void> commit) {

    /**
     * What a batch holds of one partition.
     *
     * @param token      of the partition's present assignment: another one after each rebalance that gave it away
     * @param records    those that could be decoded, by offset
     * @param unreadable those that could not, ready to be set aside
     */
    public record Share<T>(int partition, long token, List<Received<T>> records, List<DeadLetter> unreadable) {

        public Share {
            records = List.copyOf(records);
            unreadable = List.copyOf(unreadable);
        }
    }

    public Batch {
        shares = List.copyOf(shares);
    }

    /** Its records, of each partition by offset. */
    public Stream<Received<T>> records() {
        return shares.stream().flatMap(share -> share.records().stream());
    }

    /** What could not be decoded. */
    public List<DeadLetter> unreadable() {
        return shares.stream().flatMap(share -> share.unreadable().stream()).toList();
    }

    /** The token of each of its partitions. */
    public IntToLongFunction tokens() {
        Map<Integer, Long> tokens = new HashMap<>();
        shares.forEach(share -> tokens.put(share.partition(), share.token()));
        return partition -> tokens.getOrDefault(partition, NO_TOKEN);
    }

    /** Of a partition that is not in the batch: no assignment has it. */
    private static final long NO_TOKEN = -1;

    /** The traces that its records carry; where nobody traces this costs a look at each. */
    public List<TraceParent> traces() {
        List<TraceParent> found = List.of();
        for (Share<T> share : shares) {
            for (Received<T> record : share.records()) {
                if (!record.traces().isEmpty()) {
                    found = found.isEmpty() ? new ArrayList<>() : found;
                    found.addAll(record.traces());
                }
            }
        }
        return found;
    }
}
