package io.fluxim.route;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** {@link Leases} for fast tests. {@link #forget} plays the loss of everything that Redis may suffer. */
public final class InMemoryLeases implements Leases {

    /** Guarded by {@code this}. */
    private final Map<String, Lease> leases = new HashMap<>();

    private final Clock clock;

    public InMemoryLeases(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Boolean> acquire(String name, String holder, Duration ttl) {
        return Mono.fromCallable(() -> acquired(name, holder, ttl));
    }

    @Override
    public Mono<Void> release(String name, String holder) {
        return Mono.fromRunnable(() -> remove(name, holder));
    }

    /** Loses every lease. */
    public synchronized void forget() {
        leases.clear();
    }

    private synchronized boolean acquired(String name, String holder, Duration ttl) {
        Instant now = clock.instant();
        Lease lease = leases.compute(
                name,
                (key, held) -> held != null
                                && held.until().isAfter(now)
                                && !held.holder().equals(holder)
                        ? held
                        : new Lease(holder, now.plus(ttl)));
        return lease.holder().equals(holder);
    }

    private synchronized void remove(String name, String holder) {
        leases.computeIfPresent(name, (key, held) -> held.holder().equals(holder) ? null : held);
    }

    private record Lease(String holder, Instant until) {}
}
