package io.fluxim.route;

import io.fluxim.protocol.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** {@link Routes} for fast tests. {@link #forget} plays the loss of everything that Redis may suffer. */
public final class InMemoryRoutes implements Routes {

    /** When each route expires; guarded by {@code this}. */
    private final Map<UserId, Map<Route, Instant>> expiries = new HashMap<>();

    private final Clock clock;
    private final Duration ttl;

    public InMemoryRoutes(Clock clock, Duration ttl) {
        this.clock = clock;
        this.ttl = ttl;
    }

    @Override
    public Mono<Long> renew(Collection<UserId> users, Route route) {
        return Mono.fromCallable(() -> users.stream()
                .distinct()
                .filter(user -> renewedAbsent(user, route))
                .count());
    }

    @Override
    public Mono<Void> remove(Collection<UserId> users, Route route) {
        return Mono.fromRunnable(() -> users.forEach(user -> remove(user, route)));
    }

    @Override
    public Mono<Map<UserId, Set<Route>>> find(Collection<UserId> users) {
        return Mono.fromCallable(() -> users.stream()
                .distinct()
                .filter(user -> !valid(user).isEmpty())
                .collect(Collectors.toMap(user -> user, this::valid)));
    }

    /** Loses every route. */
    public synchronized void forget() {
        expiries.clear();
    }

    private synchronized boolean renewedAbsent(UserId user, Route route) {
        boolean absent = !valid(user).contains(route);
        expiries.computeIfAbsent(user, key -> new HashMap<>())
                .put(route, clock.instant().plus(ttl));
        return absent;
    }

    private synchronized void remove(UserId user, Route route) {
        expiries.getOrDefault(user, new HashMap<>()).remove(route);
    }

    private synchronized Set<Route> valid(UserId user) {
        Instant now = clock.instant();
        return expiries.getOrDefault(user, Map.of()).entrySet().stream()
                .filter(expiry -> expiry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
