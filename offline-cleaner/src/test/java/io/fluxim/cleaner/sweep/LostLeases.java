package io.fluxim.cleaner.sweep;

import io.fluxim.route.Leases;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** A lease that is had once, and by another one ever after. */
final class LostLeases implements Leases {

    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public Mono<Boolean> acquire(String name, String holder, Duration ttl) {
        return Mono.fromSupplier(() -> asked.incrementAndGet() == 1);
    }

    @Override
    public Mono<Void> release(String name, String holder) {
        return Mono.empty();
    }
}
