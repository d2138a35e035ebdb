package io.fluxim.bench.store;

import reactor.core.publisher.Mono;

/** What the route does with one store, batch after batch in each lane, by the same adapters. */
interface Work {

    /** Before the first batch of a lane. */
    default Mono<Void> prepare(int lane) {
        return Mono.empty();
    }

    /** The next batch of a lane; answers how many messages it was. */
    Mono<Integer> batch(int lane);
}
