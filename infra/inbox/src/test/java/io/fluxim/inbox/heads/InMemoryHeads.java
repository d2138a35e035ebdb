package io.fluxim.inbox.heads;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * {@link Heads} of one process, for fast tests. {@link #forget()} plays the loss of
 * everything that Redis may suffer.
 */
public final class InMemoryHeads implements Heads {

    /** Guarded by {@code this}. */
    private final Map<Head, Long> standing = new HashMap<>();

    @Override
    public Mono<Map<Head, Long>> advance(Map<Head, Advance> advances) {
        return Mono.fromCallable(() -> advanced(advances));
    }

    @Override
    public Mono<Map<Head, Long>> read(Collection<Head> heads) {
        return Mono.fromCallable(() -> found(heads));
    }

    @Override
    public Mono<Void> restore(Map<Head, Long> heads) {
        return Mono.fromRunnable(() -> set(heads));
    }

    @Override
    public Mono<Void> forget(Collection<Head> heads) {
        return Mono.fromRunnable(() -> remove(heads));
    }

    /** Loses every head. */
    public synchronized void forget() {
        standing.clear();
    }

    private synchronized Map<Head, Long> advanced(Map<Head, Advance> advances) {
        Map<Head, Long> found = new HashMap<>();
        advances.forEach((head, advance) -> {
            found.put(head, standing.getOrDefault(head, MISSING));
            standing.computeIfPresent(
                    head, (key, number) -> number == advance.expected() ? number + advance.count() : number);
        });
        return found;
    }

    private synchronized Map<Head, Long> found(Collection<Head> heads) {
        Map<Head, Long> found = new HashMap<>(standing);
        found.keySet().retainAll(Set.copyOf(heads));
        return found;
    }

    private synchronized void set(Map<Head, Long> heads) {
        standing.putAll(heads);
    }

    private synchronized void remove(Collection<Head> heads) {
        standing.keySet().removeAll(Set.copyOf(heads));
    }
}
