package io.fluxim.access.socket.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Heads as the store shows them, a little old: two reads a user in half a second, however many sockets ask as fast as they
 * may. A failure is not remembered.
 */
final class RecentHeads {

    /** How old an answer may be. A client that asks whether it has missed something can wait so long. */
    static final Duration FRESH = Duration.ofMillis(500);
    /** Users who ask within that time. */
    private static final int MOST = 100_000;

    private final Function<UserId, Mono<Long>> read;
    private final Cache<UserId, Mono<Long>> known;
    /** Read for somebody to whom the known one was too low: kept as long, so that asking for more does not read more. */
    private final Cache<UserId, Mono<Long>> again;

    RecentHeads(Function<UserId, Mono<Long>> read, Ticker ticker) {
        this.read = read;
        this.known = fresh(ticker);
        this.again = fresh(ticker);
    }

    private static Cache<UserId, Mono<Long>> fresh(Ticker ticker) {
        return Caffeine.newBuilder()
                .expireAfterWrite(FRESH)
                .maximumSize(MOST)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    Mono<Long> of(UserId user) {
        return of(user, known);
    }

    /** Read once more where the one that is remembered is below this. */
    Mono<Long> atLeast(UserId user, long wanted) {
        return of(user).flatMap(head -> head >= wanted ? Mono.just(head) : of(user, again));
    }

    private Mono<Long> of(UserId user, Cache<UserId, Mono<Long>> cache) {
        return Mono.defer(() -> cache.get(
                user,
                asked -> read.apply(asked)
                        .doOnError(e -> cache.invalidate(asked))
                        .cache()));
    }
}
