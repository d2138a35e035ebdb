package io.fluxim.kafka.source;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A consumer group's share of a topic, at least once, in order within a partition.
 *
 * <p>Subscribing joins the group; cancelling commits what is done and leaves it. After an error the subscriber may
 * subscribe again: it starts from the last commits.
 */
@FunctionalInterface
public interface BatchSource<T> {

    /** All lanes at once; the consumer must take them all at once, too, or some partitions starve. */
    Flux<Lane<T>> lanes();

    /**
     * Takes no new work: the lanes of every present subscription complete after the batches in hand, once these are committed and
     * the group is left, and then so does this. May be called again to wait again; completes at once where nobody is
     * subscribed. Never fails; it may wait as long as a batch takes, so bound it, and cancel the subscription when it takes
     * too long.
     */
    default Mono<Void> drain() {
        return Mono.empty();
    }
}
