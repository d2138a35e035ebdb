package io.fluxim.kafka.source;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * One consumer of a group, with all partitions it owns.
 *
 * @param number  from 0 on, within its source
 * @param batches in order from the last commits on, for one subscriber. A batch is cut when it is asked for, which says that all
 *                before it are done, but for the last one: nothing may ask ahead. Meanwhile the next one gathers in the log.
 *                Delivered on the lane's own thread, which may do the work; it polls again when the next batch is asked for
 */
public record Lane<T>(int number, Flux<Batch<T>> batches) {

    /**
     * One batch after the other: the next is cut when the one before it is done, so that it has all that came meanwhile. Each is
     * to be committed. Ends at an error: behind a batch that is not done nothing may go on, or ranks break (docs/model:
     * {@code PASSED_BY}).
     */
    public <V> Flux<V> inOrder(Function<Batch<T>, Publisher<V>> process) {
        return batches.concatMap(process, 0);
    }

    /**
     * The same in two steps: the next batch is cut when the second step of this one begins, and its first step goes on beside
     * it. First steps go one after another, and so do second ones, in the same order (docs/model: {@code BESIDE}).
     */
    public Flux<Void> inOrder(BiFunction<Batch<T>, SecondSteps, Publisher<Void>> process) {
        return SecondSteps.inOrder(batches, process);
    }
}
