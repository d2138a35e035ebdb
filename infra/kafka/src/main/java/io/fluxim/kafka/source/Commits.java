package io.fluxim.kafka.source;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what is done of a lane's partitions, and never more. What cannot be committed is repeated by the next owner: nothing
 * depends on it. Of the lane's thread.
 */
final class Commits<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    /** Longest wait for a commit that must be done now, when the broker does not answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final GroupSettings settings;
    private final Collection<AssignedPartition<T>> held;
    /** On the clock of System.nanoTime. */
    private long last = System.nanoTime();

    /** @param held the lane's partitions, as they come and go */
    Commits(KafkaConsumer<byte[], byte[]> consumer, GroupSettings settings, Collection<AssignedPartition<T>> held) {
        this.consumer = consumer;
        this.settings = settings;
        this.held = held;
    }

    /** Until the next one is due; not longer than this. */
    Duration left(Duration longest) {
        long left = last + settings.times().commit().toNanos() - System.nanoTime();
        return left < longest.toNanos() && held.stream().anyMatch(AssignedPartition::isUncommitted)
                ? Duration.ofNanos(Math.max(0, left))
                : longest;
    }

    /** Where one is due, without waiting for it. */
    void whenDue() {
        if (System.nanoTime() - last < settings.times().commit().toNanos()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(held);
        if (!offsets.isEmpty()) {
            last = System.nanoTime();
            consumer.commitAsync(offsets, this::committed);
        }
    }

    /** Of these, before they go. */
    void now(Collection<AssignedPartition<T>> going) {
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(going);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            commit(offsets);
        } catch (KafkaException e) {
            notCommitted(e);
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets, PATIENCE);
        } catch (WakeupException e) { // meant to end a poll
            consumer.commitSync(offsets, PATIENCE);
        }
    }

    private void committed(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
        if (failure != null) {
            notCommitted(failure);
            held.stream()
                    .filter(holding -> offsets.containsKey(holding.partition()))
                    .forEach(AssignedPartition::notCommitted);
        }
    }

    private void notCommitted(Exception failure) {
        LOG.debug("not_committed group={} cause={}", settings.group(), failure.toString());
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Collection<AssignedPartition<T>> of) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        of.stream()
                .filter(AssignedPartition::isUncommitted)
                .forEach(holding -> offsets.put(holding.partition(), new OffsetAndMetadata(holding.commit())));
        return offsets;
    }
}
