package io.fluxim.history;

import io.fluxim.protocol.Message;
import io.fluxim.protocol.StoreUnavailable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * The archive of all messages, each once, by conversation and seq. Every method signals {@link StoreUnavailable} when the
 * store cannot answer.
 */
public interface History {

    /** Most messages of a page, and most places asked for at once. */
    int MAX_PAGE = 1000;

    /**
     * Appends messages in the order given. Idempotent: what stands there already stays as it is and counts as stored.
     * What the table can never take is answered, and does not keep the others out: a value that does not fit, or another
     * message at the same place. After an error any of them may stand there: append all again.
     */
    Mono<Appended> append(List<Message> messages);

    /** Some messages of a conversation. Empty if there are none. */
    Mono<Page> page(PageRequest request);

    /**
     * Those of these messages that stand at their places; at most {@link #MAX_PAGE} are asked for. Where another message has
     * the place, the one asked for is not there.
     */
    Mono<Set<ArchiveKey>> present(Collection<ArchiveKey> messages);

    /** The messages at these places, as far as there are any; at most {@link #MAX_PAGE} are asked for. */
    Mono<Map<Place, Message>> messages(Collection<Place> places);

    /** The time as the store sees it: one of the clocks whose lowest decides what is old (design.md, Repeats). */
    Mono<Instant> now();
}
