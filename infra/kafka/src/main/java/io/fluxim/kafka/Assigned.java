package io.fluxim.kafka;

import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * One partition for as long as it is ours.
 *
 * @param partition which
 * @param batches   in order from the last commit on, for one subscriber; completes when the partition is given away, and
 *                  what was not delivered by then is delivered to its next owner. A batch is cut when it is asked for,
 *                  so it grows while its consumer is busy; about two of the largest size are kept ready, not more: a
 *                  slow consumer pauses this partition alone. Delivered on a parallel thread
 */
public record Assigned<T>(int partition, Flux<Batch<T>> batches) {

    /** One batch after the other: the next is cut when the one before it is done, so that it has all that came meanwhile. */
    public <V> Flux<V> inOrder(Function<Batch<T>, Publisher<V>> process) {
        return batches.concatMap(process, 0);
    }
}
