package io.fluxim.route;

import io.fluxim.protocol.NodeId;
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
    private final Map<UserId, Map<NodeId, Instant>> expiries = new HashMap<>();

    private final Clock clock;
    private final Duration ttl;

    public InMemoryRoutes(Clock clock, Duration ttl) {
        this.clock = clock;
        this.ttl = ttl;
    }

    @Override
    public Mono<Long> renew(Collection<UserId> users, NodeId node) {
        return Mono.fromCallable(() -> users.stream()
                .distinct()
                .filter(user -> renewedAbsent(user, node))
                .count());
    }

    @Override
    public Mono<Void> remove(Collection<UserId> users, NodeId node) {
        return Mono.fromRunnable(() -> users.forEach(user -> remove(user, node)));
    }

    @Override
    public Mono<Map<UserId, Set<NodeId>>> find(Collection<UserId> users) {
        return Mono.fromCallable(() -> users.stream()
                .distinct()
                .filter(user -> !valid(user).isEmpty())
                .collect(Collectors.toMap(user -> user, this::valid)));
    }

    /** Loses every route. */
    public synchronized void forget() {
        expiries.clear();
    }

    private synchronized boolean renewedAbsent(UserId user, NodeId node) {
        boolean absent = !valid(user).contains(node);
        expiries.computeIfAbsent(user, key -> new HashMap<>())
                .put(node, clock.instant().plus(ttl));
        return absent;
    }

    private synchronized void remove(UserId user, NodeId node) {
        expiries.getOrDefault(user, new HashMap<>()).remove(node);
    }

    private synchronized Set<NodeId> valid(UserId user) {
        Instant now = clock.instant();
        return expiries.getOrDefault(user, Map.of()).entrySet().stream()
                .filter(expiry -> expiry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
