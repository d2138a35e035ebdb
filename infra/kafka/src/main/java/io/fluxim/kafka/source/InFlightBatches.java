package io.fluxim.kafka.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Mono;

/** The batches in a flow's hands, oldest first: they are done in this order. Of the lane's thread, but for the marks. */
final class InFlightBatches<T> {

    /** Two steps, two batches: a flow that takes one more has gone on without the oldest. */
    private static final int STEPS = 2;

    private final Runnable marked;
    private final Deque<InHand<T>> batches = new ArrayDeque<>();

    /** @param marked told of each mark, on the thread of the flow */
    InFlightBatches(Runnable marked) {
        this.marked = marked;
    }

    private static final class InHand<T> {
        private final List<AssignedPartition.Cut<T>> cuts;
        /** Raised by the flow's commit. */
        private volatile boolean done;

        InHand(List<AssignedPartition.Cut<T>> cuts) {
            this.cuts = cuts;
        }
    }

    /** One more; the answer marks it as done. */
    Mono<Void> add(List<AssignedPartition.Cut<T>> cuts) {
        settle();
        while (batches.size() >= STEPS) {
            batches.remove().cuts.forEach(AssignedPartition.Cut::passBy);
            settle();
        }
        InHand<T> handed = new InHand<>(cuts);
        batches.add(handed);
        return Mono.fromRunnable(() -> {
            handed.done = true;
            marked.run();
        });
    }

    /** Takes note of what is done. A mark counts when all before it do; a partition that was given away takes its own with it. */
    void settle() {
        while (!batches.isEmpty() && batches.element().done) {
            batches.remove().cuts.forEach(AssignedPartition.Cut::finish);
        }
    }

    /** None of them counts any more. */
    void clear() {
        batches.clear();
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Whether each of them is marked. */
    boolean isDone() {
        return batches.stream().allMatch(batch -> batch.done);
    }

    boolean has(Collection<TopicPartition> partitions) {
        return batches.stream()
                .flatMap(batch -> batch.cuts.stream())
                .anyMatch(cut -> partitions.contains(cut.of().partition()));
    }
}
