package io.fluxim.audit;

import io.fluxim.inbox.timeline.Origin;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import java.util.Map;
import java.util.Set;

/**
 * What must have been applied everywhere by now, though the platform runs: what the Sequence flow had committed when the cut
 * was made it had published before; and where the other readers have come to what was then the end of their topics, they
 * have done all of it.
 *
 * @param published by partition of {@code im.accepted}, the first offset that the Sequence flow had not done
 * @param archived  partitions of {@code im.sequenced} that the sink has done up to the cut
 * @param delivered partitions of {@code im.fanout} that the Inbox flow has done up to the cut
 */
record Cut(Map<Integer, Long> published, Set<Integer> archived, Set<Integer> delivered, PartitionCounts partitions) {

    Cut {
        published = Map.copyOf(published);
        archived = Set.copyOf(archived);
        delivered = Set.copyOf(delivered);
    }

    /** Whether the message that this record brought was published before the cut. */
    boolean published(Origin origin) {
        return origin.offset() < published.getOrDefault(origin.partition(), 0L);
    }

    /** Whether the history has what was published of this conversation. */
    boolean archived(Conversation conversation) {
        return archived.contains(Partitions.of(conversation.key(), partitions.sequenced()));
    }

    /** Whether this inbox has what was published for it. */
    boolean delivered(UserId user) {
        return delivered.contains(Partitions.of(user.value(), partitions.fanout()));
    }
}
