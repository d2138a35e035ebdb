package io.fluxim.cleaner.retention;

import io.fluxim.history.Place;
import io.fluxim.inbox.Inbox;
import io.fluxim.inbox.InboxEntry;
import io.fluxim.inbox.Reference;
import io.fluxim.inbox.Retention;
import io.fluxim.protocol.UserId;
import java.util.List;
import reactor.core.publisher.Mono;

/** The entries of one user's inbox, by position. */
record InboxShelf(UserId user, Inbox inbox, Retention retention) implements Shelf {

    @Override
    public Kind kind() {
        return Kind.REFERENCES;
    }

    @Override
    public String name() {
        return user.value();
    }

    @Override
    public Mono<Long> floor() {
        return inbox.floor(user);
    }

    @Override
    public Mono<List<Item>> after(long after, int limit) {
        return inbox.after(user, after, limit)
                .map(entries -> entries.stream().map(InboxShelf::item).toList());
    }

    @Override
    public Mono<Long> deleteUpTo(long number) {
        return retention.raiseFloor(user, number).then(Mono.defer(() -> retention.deleteUpToFloor(user)));
    }

    private static Item item(InboxEntry entry) {
        Reference reference = entry.reference();
        return new Item(entry.position().value(), new Place(reference.conversation(), reference.seq()), entry.at());
    }
}
