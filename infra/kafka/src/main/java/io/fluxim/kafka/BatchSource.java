package io.fluxim.kafka;

import reactor.core.publisher.Flux;

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
}
