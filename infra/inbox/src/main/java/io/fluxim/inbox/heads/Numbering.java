package io.fluxim.inbox.heads;

import io.fluxim.inbox.InDoubt;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Redis assigns, MongoDB proves: the numbers of a lane's heads, for seqs and for positions alike.
 *
 * <p>The writer believes only what MongoDB proved to it: the result of a restore, plus its own acknowledged inserts since,
 * for as long as the partition's assignment holds. It proposes the proven head plus one; Redis advances a head only where
 * it stands as expected, and any other answer is {@link InDoubt}. A batch goes: {@link #proofs}, {@link #assign} with
 * the insert, {@link #confirm}; after any error {@link #forget} and again from the proofs and the look-up. Owners, zombies and
 * restarts thereby propose the same numbers for the same records, and the unique indexes let only the first stand (docs:
 * design.md §3, model/).
 *
 * <p>One per lane, used by one batch at a time.
 *
 * @param <K> what has a head: a conversation, a user
 * @param <P> a proof: the head and what was proved with it
 */
public final class Numbering<K, P> {

    private final Heads heads;
    private final NumberSeries<K, P> line;
    private final Proofs<K, P> proven;

    /**
     * What is numbered.
     *
     * @param head   of a key, in Redis
     * @param number that a proof proves
     * @param prove  asks MongoDB; answers every key
     */
    public record NumberSeries<K, P>(
            Function<K, Heads.Head> head, ToLongFunction<P> number, Function<Collection<K>, Mono<Map<K, P>>> prove) {}

    /**
     * @param maxProofs most heads remembered; one that was evicted costs a restore
     */
    public Numbering(Heads heads, NumberSeries<K, P> line, int maxProofs) {
        this.heads = heads;
        this.line = line;
        this.proven = new Proofs<>(key -> line.head.apply(key).partition(), maxProofs);
    }

    /**
     * A proof for each of these; those not remembered are restored: MongoDB is asked, and Redis set to its answer.
     *
     * @param tokens of the partitions' assignments: proofs of others do not count
     */
    public Mono<Map<K, P>> proofs(Collection<K> keys, IntToLongFunction tokens) {
        Map<K, P> known = proven.known(keys, tokens);
        Set<K> unproven = new LinkedHashSet<>(keys);
        unproven.removeAll(known.keySet());
        if (unproven.isEmpty()) {
            return Mono.just(known);
        }
        return line.prove
                .apply(unproven)
                .flatMap(restored -> restore(restored, tokens))
                .map(restored -> {
                    known.putAll(restored);
                    return known;
                });
    }

    private Mono<Map<K, P>> restore(Map<K, P> restored, IntToLongFunction tokens) {
        Map<Heads.Head, Long> numbers = new HashMap<>();
        restored.forEach((key, proof) -> numbers.put(line.head.apply(key), line.number.applyAsLong(proof)));
        return heads.restore(numbers).then(Mono.fromSupplier(() -> {
            proven.keep(restored, tokens);
            return restored;
        }));
    }

    /**
     * Claims the next {@code counts} numbers behind these proofs, while they are inserted: MongoDB lets only the right ones
     * stand, whatever Redis says. Completes when both are done, and fails with what one of them fails with; a head that
     * stood elsewhere than the proof says is {@link InDoubt}.
     */
    public Mono<Void> assign(Map<K, P> proofs, Map<K, Integer> counts, Mono<Void> insert) {
        return Mono.whenDelayError(assign(proofs, counts), insert)
                .onErrorMap(
                        Exceptions::isMultiple,
                        both -> Exceptions.unwrapMultiple(both).get(0));
    }

    private Mono<Void> assign(Map<K, P> proofs, Map<K, Integer> counts) {
        if (counts.isEmpty()) {
            return Mono.empty();
        }
        Map<Heads.Head, Heads.Advance> advances = new HashMap<>();
        counts.forEach((key, count) -> {
            long number = line.number.applyAsLong(proofs.get(key));
            advances.put(line.head.apply(key), new Heads.Advance(number, count));
        });
        return heads.advance(advances).flatMap(answers -> compared(advances, answers));
    }

    private static Mono<Void> compared(Map<Heads.Head, Heads.Advance> advances, Map<Heads.Head, Long> answers) {
        for (Map.Entry<Heads.Head, Heads.Advance> advance : advances.entrySet()) {
            long expected = advance.getValue().expected();
            Long found = answers.get(advance.getKey());
            if (found == null || found != expected) {
                return Mono.error(new InDoubt("a head stood at " + found + " instead of " + expected));
            }
        }
        return Mono.empty();
    }

    /** What is true now that the insert was acknowledged, under the tokens of the batch. */
    public void confirm(Map<K, P> next, IntToLongFunction tokens) {
        proven.keep(next, tokens);
    }

    /** These are in doubt. */
    public void forget(Collection<K> keys) {
        proven.forget(keys);
    }
}
