package io.fluxim.cleaner.retention;

import io.fluxim.history.ArchiveKey;
import io.fluxim.history.Place;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.inbox.retention.Retention.ReadablePage;
import io.fluxim.protocol.Conversation;
import reactor.core.publisher.Mono;

/**
 * The bodies of one conversation, by seq.
 *
 * <p>References to a body are as old as the body, and are deleted before it; those that stay are in inboxes whose prefix
 * something else blocks, or that this sweep had no time for. Sync takes their bodies from history, where they are: that is
 * asked before a body goes.
 */
record ConversationShelf(Conversation conversation, String key, Retention retention) implements Shelf {

    @Override
    public Kind kind() {
        return Kind.BODIES;
    }

    @Override
    public String name() {
        return conversation.key();
    }

    @Override
    public Mono<Long> floor() {
        return retention.floor(conversation);
    }

    @Override
    public Mono<ReadablePage<Item>> after(long after, int limit) {
        return retention.bodies(conversation, after, limit).map(page -> page.map(this::item));
    }

    @Override
    public Mono<Long> deleteUpTo(long number) {
        return retention
                .raiseFloor(conversation, number)
                .then(Mono.defer(() -> retention.deleteUpToFloor(conversation)));
    }

    private Item item(Retention.MessageStub body) {
        ArchiveKey key = new ArchiveKey(new Place(conversation, body.seq()), body.message());
        return new Item(body.seq().value(), key, body.at());
    }
}
