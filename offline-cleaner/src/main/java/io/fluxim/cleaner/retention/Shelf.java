package io.fluxim.cleaner.retention;

import io.fluxim.inbox.Unreadable;
import io.fluxim.inbox.retention.Retention.ReadablePage;
import reactor.core.publisher.Mono;

/**
 * Something that is cleaned from its lower end: one user's inbox, or the bodies of one conversation. {@link Unreadable} where
 * what is kept about it cannot be read.
 */
public interface Shelf {

    Kind kind();

    /** The user's id, or the conversation's key. */
    String name();

    /** Where it stands in the walk through all of its kind. */
    String key();

    /** The highest number that was ever given up for deletion; 0 for none. */
    Mono<Long> floor();

    /**
     * Items above {@code after}, ascending, as far as they can be read; those at or below the floor too, as far as a crash
     * has left them.
     */
    Mono<ReadablePage<Item>> after(long after, int limit);

    /**
     * Raises the floor to this number, durably, and only then deletes what lies at or below it; how many went. Repeated
     * after a crash at any instant, it does what is left.
     */
    Mono<Long> deleteUpTo(long number);
}
