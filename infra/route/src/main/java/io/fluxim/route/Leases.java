package io.fluxim.route;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Names that one holder at a time has, for as long as it renews. Advisory: who loses one may still act for a moment. */
public interface Leases {

    /** Takes the lease if it is free or already ours, and extends it; whether it is ours now. */
    Mono<Boolean> acquire(String name, String holder, Duration ttl);

    /** Gives the lease back if it is ours. */
    Mono<Void> release(String name, String holder);
}
