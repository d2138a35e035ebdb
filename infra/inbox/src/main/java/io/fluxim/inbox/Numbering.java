package io.fluxim.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import reactor.core.publisher.Mono;

/**
 * Redis assigns, MongoDB proves: the numbers of one partition's heads, for seqs and for positions alike.
 *
 * <p>The writer believes only what MongoDB proved to it: the result of a restore, plus its own acknowledged inserts since.
 * It proposes the proven head plus one; Redis advances a head only where it stands as expected, and any other answer is
 * {@link InDoubt}. A batch goes: {@link #proofs}, {@link #assign}, the insert, {@link #confirm}; after any error
 * {@link #forget} and again from the look-up. Owners, zombies and restarts thereby propose the same numbers for the same
 * records, and the unique indexes let only the first stand (docs: design.md §3, model/).
 *
 * <p>One per assignment of a partition, used by one batch at a time; what it holds is dropped with it.
 *
 * @param <K> what has a head: a conversation, a user
 * @param <P> a proof: the head and what was proved with it
 */
public final class Numbering<K, P> {

    private final Heads heads;
    private final Heads.Shard shard;
    private final Line<K, P> line;
    /** Moved by the flow of this partition only; what is evicted is restored at its next use. */
    private final Cache<K, P> proven;

    /**
     * What is numbered.
     *
     * @param name  the head's name in Redis
     * @param head  the head that a proof proves
     * @param prove asks MongoDB; answers every key
     */
    public record Line<K, P>(
            Function<K, String> name, ToLongFunction<P> head, Function<Collection<K>, Mono<Map<K, P>>> prove) {}

    /**
     * @param maxProofs most heads remembered; one that was evicted costs a restore
     */
    public Numbering(Heads heads, Heads.Shard shard, Line<K, P> line, int maxProofs) {
        this.heads = heads;
        this.shard = shard;
        this.line = line;
        this.proven = Caffeine.newBuilder().maximumSize(maxProofs).build();
    }

    /** A proof for each of these; those not remembered are restored: MongoDB is asked, and Redis set to its answer. */
    public Mono<Map<K, P>> proofs(Collection<K> keys) {
        Map<K, P> known = new HashMap<>(proven.getAllPresent(keys));
        Set<K> unproven = new LinkedHashSet<>(keys);
        unproven.removeAll(known.keySet());
        if (unproven.isEmpty()) {
            return Mono.just(known);
        }
        return line.prove.apply(unproven).flatMap(this::restore).map(restored -> {
            known.putAll(restored);
            return known;
        });
    }

    private Mono<Map<K, P>> restore(Map<K, P> restored) {
        Map<String, Long> values = new HashMap<>();
        restored.forEach((key, proof) -> values.put(line.name.apply(key), line.head.applyAsLong(proof)));
        return heads.restore(shard, values).then(Mono.fromSupplier(() -> {
            proven.putAll(restored);
            return restored;
        }));
    }

    /**
     * Claims the next {@code counts} numbers behind these proofs, in one call; completes if every head stood where the
     * proof says, else {@link InDoubt}.
     */
    public Mono<Void> assign(Map<K, P> proofs, Map<K, Integer> counts) {
        if (counts.isEmpty()) {
            return Mono.empty();
        }
        Map<String, Heads.Advance> advances = new HashMap<>();
        counts.forEach((key, count) -> {
            long head = line.head.applyAsLong(proofs.get(key));
            advances.put(line.name.apply(key), new Heads.Advance(head, count));
        });
        return heads.advance(shard, advances).flatMap(answers -> compared(advances, answers));
    }

    private static Mono<Void> compared(Map<String, Heads.Advance> advances, Map<String, Long> answers) {
        for (Map.Entry<String, Heads.Advance> advance : advances.entrySet()) {
            long expected = advance.getValue().expected();
            Long found = answers.get(advance.getKey());
            if (found == null || found != expected) {
                return Mono.error(new InDoubt("a head stood at " + found + " instead of " + expected));
            }
        }
        return Mono.empty();
    }

    /** What is true now that the insert was acknowledged. */
    public void confirm(Map<K, P> next) {
        proven.putAll(next);
    }

    /** These are in doubt. */
    public void forget(Collection<K> keys) {
        proven.invalidateAll(keys);
    }
}
