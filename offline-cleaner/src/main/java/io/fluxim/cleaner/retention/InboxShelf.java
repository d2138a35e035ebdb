package io.fluxim.cleaner.retention;

import io.fluxim.history.ArchiveKey;
import io.fluxim.history.Place;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.inbox.retention.Retention.ReadablePage;
import io.fluxim.protocol.UserId;
import reactor.core.publisher.Mono;

/** The entries of one user's inbox, by position. */
record InboxShelf(UserId user, String key, Inbox inbox, Retention retention) implements Shelf {

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
    public Mono<ReadablePage<Item>> after(long after, int limit) {
        return retention.entries(user, after, limit).map(page -> page.map(InboxShelf::item));
    }

    @Override
    public Mono<Long> deleteUpTo(long number) {
        return retention.raiseFloor(user, number).then(Mono.defer(() -> retention.deleteUpToFloor(user)));
    }

    private static Item item(InboxEntry entry) {
        Reference reference = entry.reference();
        Place place = new Place(reference.conversation(), reference.seq());
        return new Item(entry.position().value(), new ArchiveKey(place, entry.message()), entry.at());
    }
}
