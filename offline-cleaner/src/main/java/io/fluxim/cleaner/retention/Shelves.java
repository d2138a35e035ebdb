package io.fluxim.cleaner.retention;

import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.WalkStep;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** All that is cleaned, found one by one as it is requested, in an order of the store's own; and where sweeps go on in it. */
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

    /**
     * Every inbox or every conversation that has anything, each once: first those behind this key, then those from the
     * beginning up to it.
     */
    public Flux<Shelf> from(Kind kind, String key) {
        Flux<Shelf> behind = within(kind, WalkRange.ALL.behind(key));
        return key.isEmpty() ? behind : behind.concatWith(within(kind, new WalkRange("", Optional.of(key))));
    }

    /** Behind which key the next sweep of this kind goes on; empty for the beginning. */
    public Mono<String> cursor(Kind kind) {
        return Mono.defer(() -> retention.cursor(walk(kind)))
                .retryWhen(patience)
                .defaultIfEmpty("");
    }

    /** The next sweep of this kind goes on behind this key. */
    public Mono<Void> keepCursor(Kind kind, String key) {
        return Mono.defer(() -> retention.keepCursor(walk(kind), key)).retryWhen(patience);
    }

    private static String walk(Kind kind) {
        return "sweep:" + kind.tag();
    }

    private Flux<Shelf> within(Kind kind, WalkRange keys) {
        return kind == Kind.REFERENCES
                ? walk(retention::nextInbox, keys).map(this::inbox)
                : walk(retention::nextConversation, keys).map(this::conversation);
    }

    private <T> Flux<WalkStep<T>> walk(Function<WalkRange, Mono<WalkStep<T>>> next, WalkRange keys) {
        return next(next, keys).expand(last -> next(next, keys.behind(last.key())));
    }

    private <T> Mono<WalkStep<T>> next(Function<WalkRange, Mono<WalkStep<T>>> next, WalkRange within) {
        return Mono.defer(() -> next.apply(within)).retryWhen(patience);
    }

    private Shelf inbox(WalkStep<UserId> found) {
        return found.owner()
                .<Shelf>map(user -> new InboxShelf(user, found.key(), inbox, retention))
                .orElseGet(() -> new NamelessShelf(Kind.REFERENCES, found.key()));
    }

    private Shelf conversation(WalkStep<Conversation> found) {
        return found.owner()
                .<Shelf>map(conversation -> new ConversationShelf(conversation, found.key(), retention))
                .orElseGet(() -> new NamelessShelf(Kind.BODIES, found.key()));
    }
}
