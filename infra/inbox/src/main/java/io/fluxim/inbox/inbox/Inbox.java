package io.fluxim.inbox.inbox;

import io.fluxim.inbox.InDoubt;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What each user has to receive, as references, dense by position within an inbox. */
public interface Inbox {

    /**
     * The heads of these inboxes as the store proves them: the last entry is read first and the floor second, the higher
     * one is the head. Every user asked for is answered; 0 for an empty inbox.
     */
    Mono<Map<UserId, Long>> heads(Collection<UserId> users);

    /** The marks of these conversations in these inboxes; every key asked for is answered, 0 where nothing is there. */
    Mono<Map<Mark.Key, Long>> marks(Collection<Mark.Key> keys);

    /** Those of these references that are there. */
    Mono<Set<Reference>> present(Collection<Reference> references);

    /**
     * Appends in the order given and stops at the first that is refused. Any error, {@link InDoubt} for a duplicate key
     * included, leaves open how many are there.
     */
    Mono<Void> append(List<InboxEntry> entries);

    /** Entries of one inbox above {@code after}, ascending, at most {@code limit}. */
    Mono<List<InboxEntry>> after(UserId user, long after, int limit);

    /** The last position that retention has removed; 0 for none. */
    Mono<Long> floor(UserId user);
}
