package io.fluxim.cleaner.retention;

import java.util.List;
import reactor.core.publisher.Mono;

/** Something that is cleaned from its lower end: one user's inbox, or the bodies of one conversation. */
public interface Shelf {

    Kind kind();

    /** The user's id, or the conversation's key. */
    String name();

    /** The highest number that was ever given up for deletion; 0 for none. */
    Mono<Long> floor();

    /** Items above {@code after}, ascending; those at or below the floor too, as far as a crash has left them. */
    Mono<List<Item>> after(long after, int limit);

    /**
     * Raises the floor to this number, durably, and only then deletes what lies at or below it; how many went. Repeated
     * after a crash at any instant, it does what is left.
     */
    Mono<Long> deleteUpTo(long number);
}
