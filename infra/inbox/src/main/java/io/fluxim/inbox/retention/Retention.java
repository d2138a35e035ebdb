package io.fluxim.inbox.retention;

import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.WalkStep;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * What the cleaner does to inboxes and conversations.
 *
 * <p>Deleting is offered only at or below a floor, and a floor is only ever raised: so it stands before anything under
 * it goes, and what a crash between the two left over goes at the next {@code deleteUpToFloor}. Raise page by page and
 * delete after each: a deletion then is never larger than a page.
 *
 * <p>A document that cannot be read keeps nobody from the others: a walk goes on behind it, and a page ends before it.
 */
public interface Retention {

    /**
     * A message without what it says.
     *
     * @param seq     its place in its conversation
     * @param message its id
     * @param at      its time, Unix milliseconds
     */
    record MessageStub(Seq seq, MessageId message, long at) {}

    /**
     * A page as far as it can be read.
     *
     * @param items      ascending, up to the end of the page or to a document that cannot be read
     * @param unreadable what is wrong with that document, without what it says; empty where the page is whole
     */
    record ReadablePage<T>(List<T> items, Optional<String> unreadable) {

        public ReadablePage {
            items = List.copyOf(items);
        }

        /** The same with other items. */
        public <R> ReadablePage<R> map(Function<T, R> each) {
            return new ReadablePage<>(items.stream().map(each).toList(), unreadable);
        }
    }

    /** The first inbox with entries; empty at the end. */
    Mono<WalkStep<UserId>> nextInbox(WalkRange within);

    /** The first conversation with messages; empty at the end. */
    Mono<WalkStep<Conversation>> nextConversation(WalkRange within);

    /** The key that was kept of the walk of this name; empty if none was. */
    Mono<String> cursor(String walk);

    /** Keeps a key for the next walk of this name, in the place of the one before. Durable when done. */
    Mono<Void> keepCursor(String walk, String key);

    /** Entries of one inbox above {@code after}, ascending, at most {@code limit}. */
    Mono<ReadablePage<InboxEntry>> entries(UserId user, long after, int limit);

    /** Bodies of one conversation above {@code after}, ascending, at most {@code limit}. */
    Mono<ReadablePage<MessageStub>> bodies(Conversation conversation, long after, int limit);

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
