package io.fluxim.inbox.heads;

import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * The last <em>inserted</em> position of each inbox: the heads that clients are shown. Raised after the insert, and read
 * from the store of record where missing. They expire, so that one that was rolled back heals.
 */
public interface VisibleHeads {

    /** Raises these heads; a lower value changes nothing. */
    Mono<Void> raise(Map<UserId, Long> heads);

    /** The heads of these users; every user asked for is answered, 0 for an empty inbox. */
    Mono<Map<UserId, Long>> read(Collection<UserId> users);

    /** Those of these heads that stand there; none is read from anywhere else, and nothing is changed. */
    Mono<Map<UserId, Long>> raised(Collection<UserId> users);

    /** Removes the heads of these users, so that they are read from the store of record: the way to a lower one. */
    Mono<Void> forget(Collection<UserId> users);
}
