package io.fluxim.inbox.heads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxim.inbox.Weighed;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.function.ToIntFunction;

/**
 * What the store of record has proved to a writer, and its own acknowledged inserts since. Each proof holds for one
 * assignment of its partition: what was proved under another token is not known any more.
 *
 * <p>One per lane, used by one batch at a time; bounded: what is evicted is proved again at its next use.
 *
 * @param <K> what it is proved of
 * @param <V> a proof
 */
public final class Proofs<K, V> {

    private final ToIntFunction<K> partition;
    private final Cache<K, Proof<V>> kept;

    private record Proof<V>(long token, V value) {}

    /**
     * @param partition of a key: whose assignment it belongs to
     * @param max       most keys remembered, where a {@link Weighed} proof counts as many; one that weighs more than this is
     *                  not remembered at all
     */
    public Proofs(ToIntFunction<K> partition, int max) {
        this.partition = partition;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(max)
                .weigher((K key, Proof<V> proof) -> weight(proof.value()))
                .executor(Runnable::run)
                .build();
    }

    private static int weight(Object value) {
        return value instanceof Weighed weighed ? weighed.weight() : 1;
    }

    /**
     * Those of these keys that are proved.
     *
     * @param tokens of the partitions' present assignments; negative for one that is not ours, of which nothing is proved
     */
    public Map<K, V> known(Collection<K> keys, IntToLongFunction tokens) {
        Map<K, V> known = new HashMap<>();
        for (K key : keys) {
            Proof<V> proof = kept.getIfPresent(key);
            if (proof != null && proof.token() >= 0 && proof.token() == token(key, tokens)) {
                known.put(key, proof.value());
            }
        }
        return known;
    }

    /** These are proved, under these tokens. */
    public void keep(Map<K, V> proved, IntToLongFunction tokens) {
        proved.forEach((key, value) -> kept.put(key, new Proof<>(token(key, tokens), value)));
    }

    /** These are in doubt. */
    public void forget(Collection<K> keys) {
        kept.invalidateAll(keys);
    }

    private long token(K key, IntToLongFunction tokens) {
        return tokens.applyAsLong(partition.applyAsInt(key));
    }
}
