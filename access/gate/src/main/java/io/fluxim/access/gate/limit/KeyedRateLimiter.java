package io.fluxim.access.gate.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The budgets of one limit by user or address, made when first asked for. A bounded number is remembered: beyond it some
 * that were not used lately are forgotten, and start full again. So memory is bounded, however many come.
 */
public final class KeyedRateLimiter<K> {

    private final boolean unlimited;
    private final Supplier<RateLimiter> full;
    private final Cache<K, RateLimiter> known;

    KeyedRateLimiter(Rate rate, Supplier<RateLimiter> full, int remembered, Ticker ticker) {
        this.unlimited = rate.unlimited();
        this.full = full;
        this.known = Caffeine.newBuilder()
                .expireAfterAccess(rate.memory())
                .maximumSize(remembered)
                .ticker(ticker)
                .executor(Runnable::run) // what is evicted is small: no thread has to be woken for it
                .build();
    }

    /** Takes one; the refusal if there is none. */
    public Optional<LimitExceeded> take(K key) {
        return unlimited ? Optional.empty() : of(key).take();
    }

    /** Takes {@code count} at once, or the whole burst where that is less. Answers the refusal if they are not there yet. */
    public Optional<LimitExceeded> take(K key, int count) {
        return unlimited ? Optional.empty() : of(key).take(count);
    }

    /** Takes none; the refusal if there is none. */
    public Optional<LimitExceeded> look(K key) {
        return unlimited ? Optional.empty() : of(key).look();
    }

    /** Takes one if there is one: it has happened already. */
    public void charge(K key) {
        if (!unlimited) {
            of(key).charge();
        }
    }

    /** How many are remembered now. */
    long remembered() {
        known.cleanUp();
        return known.estimatedSize();
    }

    private RateLimiter of(K key) {
        return known.get(key, unknown -> full.get());
    }
}
