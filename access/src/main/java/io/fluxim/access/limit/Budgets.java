package io.fluxim.access.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The budgets of one limit by user or address, made when first asked for. At most so many are remembered: beyond it some
 * that were not used lately are forgotten, and start full again. So memory is bounded, whoever comes from wherever.
 */
public final class Budgets<K> {

    private final boolean unlimited;
    private final Supplier<Budget> full;
    private final Cache<K, Budget> known;

    Budgets(Rate rate, Supplier<Budget> full, int remembered, Ticker ticker) {
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

    private Budget of(K key) {
        return known.get(key, unknown -> full.get());
    }
}
