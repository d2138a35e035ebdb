package io.fluxim.directory.outbox;

import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.GroupId;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Membership events that are committed in MySQL and not yet known to be in Kafka.
 *
 * <p>One leased relay reads the lowest, produces them one after the other (never a group's later change before an earlier
 * one is acknowledged), then marks them. A crash in between produces them again: same message id, hence no harm.
 */
public interface Outbox {

    /**
     * An event that waits.
     *
     * @param id       its place: within a group, ids ascend with the change numbers
     * @param change   number of the change in its group
     * @param envelope what to produce to {@code im.accepted}, key = its conversation
     */
    record Pending(long id, GroupId group, long change, Envelope envelope) {}

    /** The lowest unsent ones, ascending by id. */
    Mono<List<Pending>> unsent(int limit);

    /** These are in Kafka, acknowledged. Idempotent. */
    Mono<Void> markSent(Collection<Pending> sent);

    /**
     * Completes when this change of this group, and every earlier one, has been marked as sent by whatever process.
     * Waits for ever otherwise: the caller sets the time limit.
     */
    Mono<Void> awaitSent(GroupId group, long change);

    /**
     * A hint whenever this process has committed an event, so that a relay living here need not wait for its next look.
     * Hot, lossy for who is slow, never completes; other processes' commits are found by looking.
     */
    Flux<GroupId> appended();
}
