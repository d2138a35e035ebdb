package io.fluxim.cleaner.audit;

import io.fluxim.audit.Scope;
import io.fluxim.inbox.Retention;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The way through all conversations and all inboxes, some at a time, over and over. Where it is is told by nobody: a process
 * that starts begins at the beginning.
 */
final class Itinerary {

    private final Retention retention;
    private final int size;
    // moved by the one round under way
    private volatile Optional<Conversation> conversation = Optional.empty();
    private volatile Optional<UserId> user = Optional.empty();

    /** @param size conversations, and inboxes, of one round */
    Itinerary(Retention retention, int size) {
        this.retention = retention;
        this.size = size;
    }

    /** The next ones. */
    Mono<Scope.Named> next() {
        return Mono.zip(
                Mono.defer(() -> retention.nextConversation(conversation))
                        .expand(last -> retention.nextConversation(Optional.of(last)))
                        .take(size)
                        .collectList(),
                Mono.defer(() -> retention.nextInbox(user))
                        .expand(last -> retention.nextInbox(Optional.of(last)))
                        .take(size)
                        .collectList(),
                Scope.Named::new);
    }

    /** These were looked at: goes on behind them, or at the beginning after the last ones. */
    void done(Scope.Named round) {
        conversation = last(round.conversations());
        user = last(round.users());
    }

    private <T> Optional<T> last(List<T> some) {
        return some.size() < size ? Optional.empty() : Optional.of(some.get(some.size() - 1));
    }
}
