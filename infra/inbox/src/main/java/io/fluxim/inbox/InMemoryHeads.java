package io.fluxim.inbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * {@link Heads} of one process: for fast tests, and for who numbers where nobody else does. {@link #forget()} plays the loss of
 * everything that Redis may suffer.
 */
public final class InMemoryHeads implements Heads {

    /** Guarded by {@code this}. */
    private final Map<Shard, Map<String, Long>> shards = new HashMap<>();

    @Override
    public Mono<Map<String, Long>> advance(Shard shard, Map<String, Advance> advances) {
        return Mono.fromCallable(() -> advanced(shard, advances));
    }

    @Override
    public Mono<Map<String, Long>> read(Shard shard, Collection<String> names) {
        return Mono.fromCallable(() -> found(shard, names));
    }

    @Override
    public Mono<Void> restore(Shard shard, Map<String, Long> heads) {
        return Mono.fromRunnable(() -> set(shard, heads));
    }

    @Override
    public Mono<Void> forget(Shard shard, Collection<String> names) {
        return Mono.fromRunnable(() -> remove(shard, names));
    }

    /** Loses every head. */
    public synchronized void forget() {
        shards.clear();
    }

    private synchronized Map<String, Long> advanced(Shard shard, Map<String, Advance> advances) {
        Map<String, Long> heads = shards.computeIfAbsent(shard, key -> new HashMap<>());
        Map<String, Long> found = new HashMap<>();
        advances.forEach((name, advance) -> {
            found.put(name, heads.getOrDefault(name, MISSING));
            heads.computeIfPresent(name, (key, head) -> head == advance.expected() ? head + advance.count() : head);
        });
        return found;
    }

    private synchronized Map<String, Long> found(Shard shard, Collection<String> names) {
        Map<String, Long> found = new HashMap<>(shards.getOrDefault(shard, Map.of()));
        found.keySet().retainAll(names);
        return found;
    }

    private synchronized void remove(Shard shard, Collection<String> names) {
        shards.computeIfAbsent(shard, key -> new HashMap<>()).keySet().removeAll(Set.copyOf(names));
    }

    private synchronized void set(Shard shard, Map<String, Long> heads) {
        shards.computeIfAbsent(shard, key -> new HashMap<>()).putAll(heads);
    }
}
