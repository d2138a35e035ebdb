package io.fluxim.inbox.members;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Who was a member of a group at which seq. Written by the Sequence flow only, before it publishes the event. */
public interface Members {

    /** Seqs that a user receives: {@code from} to {@code to}, both included; an open one ends at {@link #OPEN}. */
    record Interval(UserId user, long from, long to) {

        public boolean contains(long seq) {
            return from <= seq && seq <= to;
        }
    }

    /** The end of an interval that has none yet. */
    long OPEN = Long.MAX_VALUE;

    /** A change of one group at one seq, reduced to what really changes. */
    record Change(Conversation.Group group, long seq, List<UserId> joined, List<UserId> left) {

        public Change {
            joined = List.copyOf(joined);
            left = List.copyOf(left);
        }
    }

    /** All intervals of these groups; a group without any is answered with an empty list. */
    Mono<Map<Conversation.Group, List<Interval>>> of(Collection<Conversation.Group> groups);

    /**
     * The intervals that can still receive something: those that ended at or below the floor of their group are left out. A group
     * that has seen many people come and go stays as small as it is.
     */
    Mono<Map<Conversation.Group, List<Interval>>> aboveFloor(Collection<Conversation.Group> groups);

    /** The intervals of one user in one group, ascending; those of the others are not read. */
    Mono<List<Interval>> of(Conversation.Group group, UserId user);

    /**
     * Stores changes in the order given: who joins gets an interval from that seq on, who leaves has their open one ended
     * there. Idempotent: the same change again, also after later ones, changes nothing.
     */
    Mono<Void> store(List<Change> changes);
}
