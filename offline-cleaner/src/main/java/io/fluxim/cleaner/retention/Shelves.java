package io.fluxim.cleaner.retention;

import io.fluxim.inbox.Inbox;
import io.fluxim.inbox.Retention;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** All that is cleaned, found one by one as it is requested, in an order of the store's own. */
public final class Shelves {

    private final Inbox inbox;
    private final Retention retention;
    private final Retry patience;

    /** @param patience how often the store is asked again for the next one */
    public Shelves(Inbox inbox, Retention retention, Retry patience) {
        this.inbox = inbox;
        this.retention = retention;
        this.patience = patience;
    }

    /** Every inbox or every conversation that has anything. */
    public Flux<Shelf> of(Kind kind) {
        return kind == Kind.REFERENCES ? inboxes() : conversations();
    }

    private Flux<Shelf> inboxes() {
        return next(Optional.<UserId>empty())
                .expand(user -> next(Optional.of(user)))
                .map(user -> new InboxShelf(user, inbox, retention));
    }

    private Flux<Shelf> conversations() {
        return nextConversation(Optional.empty())
                .expand(conversation -> nextConversation(Optional.of(conversation)))
                .map(conversation -> new ConversationShelf(conversation, retention));
    }

    private Mono<UserId> next(Optional<UserId> after) {
        return Mono.defer(() -> retention.nextInbox(after)).retryWhen(patience);
    }

    private Mono<Conversation> nextConversation(Optional<Conversation> after) {
        return Mono.defer(() -> retention.nextConversation(after)).retryWhen(patience);
    }
}
