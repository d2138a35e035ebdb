package io.fluxim.inbox;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * What the cleaner does to inboxes and conversations.
 *
 * <p>Deleting is offered only at or below a floor, and a floor is only ever raised: so it stands before anything under
 * it goes, and what a crash between the two left over goes at the next {@code deleteUpToFloor}. Raise page by page and
 * delete after each: a deletion then is never larger than a page. Entries above the floor are read by
 * {@link Inbox#after}.
 */
public interface Retention {

    /**
     * A message without what it says.
     *
     * @param seq its place in its conversation
     * @param at  its time, Unix milliseconds
     */
    record Body(Seq seq, long at) {}

    /** The first user with entries, or the first after this one, in an order of the store's own; empty at the end. */
    Mono<UserId> nextInbox(Optional<UserId> after);

    /** The first conversation with messages, or the first after this one; empty at the end. */
    Mono<Conversation> nextConversation(Optional<Conversation> after);

    /** Bodies of one conversation above {@code after}, ascending, at most {@code limit}. */
    Mono<List<Body>> bodies(Conversation conversation, long after, int limit);

    /** The last seq that retention has removed; 0 for none. */
    Mono<Long> floor(Conversation conversation);

    /** Raises an inbox's floor to a position that is there or was; a lower value changes nothing. Durable when done. */
    Mono<Void> raiseFloor(UserId user, long position);

    /** Raises a conversation's floor to a seq that is there or was; a lower value changes nothing. Durable when done. */
    Mono<Void> raiseFloor(Conversation conversation, long seq);

    /** Deletes the entries at or below the inbox's floor; how many went. */
    Mono<Long> deleteUpToFloor(UserId user);

    /** Deletes the bodies at or below the conversation's floor; how many went. */
    Mono<Long> deleteUpToFloor(Conversation conversation);
}
