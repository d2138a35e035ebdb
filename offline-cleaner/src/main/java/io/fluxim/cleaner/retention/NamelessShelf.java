package io.fluxim.cleaner.retention;

import io.fluxim.inbox.Unreadable;
import io.fluxim.inbox.retention.Retention.ReadablePage;
import reactor.core.publisher.Mono;

/** Where a document stands that names no user or conversation: it stays, and so does all that stands with it. */
record NamelessShelf(Kind kind, String key) implements Shelf {

    @Override
    public String name() {
        return key;
    }

    @Override
    public Mono<Long> floor() {
        return Mono.error(this::unreadable);
    }

    @Override
    public Mono<ReadablePage<Item>> after(long after, int limit) {
        return Mono.error(this::unreadable);
    }

    @Override
    public Mono<Long> deleteUpTo(long number) {
        return Mono.error(this::unreadable);
    }

    private Unreadable unreadable() {
        return new Unreadable(key, kind == Kind.REFERENCES ? "it names no user" : "it names no conversation");
    }
}
