package io.fluxim.kafka;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A consumer group's share of a topic, at least once, in order within a partition.
 *
 * <p>Subscribing joins the group; cancelling commits what is done and leaves it. After an error the subscriber may
 * subscribe again: it starts from the last commit.
 */
@FunctionalInterface
public interface BatchSource<T> {

    /**
     * One element for each partition as it is assigned, again after each rebalance that gives it back. The consumer must
     * not limit how many it takes at once below the number of partitions, or some starve.
     */
    Flux<Assigned<T>> partitions();

    /**
     * Takes no new work: the partitions of every present subscription complete after the batch in hand, {@link
     * #partitions()} completes once what was delivered is committed and the group is left, and then so does this. May be
     * called again to wait again; completes at once where nobody is subscribed. Never fails; it may wait as long as a
     * batch takes, so bound it, and cancel the subscription when it takes too long.
     */
    default Mono<Void> drain() {
        return Mono.empty();
    }
}
