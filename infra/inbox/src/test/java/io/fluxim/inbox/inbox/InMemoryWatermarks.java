package io.fluxim.inbox.inbox;

import io.fluxim.protocol.UserId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** {@link Watermarks} for fast tests. */
public final class InMemoryWatermarks implements Watermarks {

    private final Map<UserId, Map<String, Long>> positions = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> raise(UserId user, String device, long position) {
        return Mono.fromRunnable(() -> positions
                .computeIfAbsent(user, key -> new ConcurrentHashMap<>())
                .merge(device, position, Math::max));
    }

    @Override
    public Mono<Map<String, Long>> of(UserId user) {
        return Mono.fromCallable(() -> Map.copyOf(positions.getOrDefault(user, Map.of())));
    }
}
