package io.fluxim.pipeline.inbox;

import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.heads.Numbering;
import io.fluxim.inbox.heads.Proofs;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Mark;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.pipeline.inbox.Placed.PlacedEntry;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Gives the entries of a lane of {@code im.fanout} their positions and stores them: each once, in the order of its
 * conversation. The only writer of the inboxes of the lane's partitions.
 *
 * <p>In doubt it starts again from the look-up, without end, as the Sequence stage does. One per lane, used by one slice at a
 * time.
 */
public final class InboxStage {

    private final Inbox inbox;
    private final Retry doubt;
    private final Numbering<UserId, Long> numbering;
    /** Marks proved by MongoDB or by own acknowledged inserts; dropped when in doubt. */
    private final Proofs<Mark.Key, Long> marks;

    /**
     * @param partitions of {@code im.fanout}
     * @param doubt      how a slice in doubt tries again: for ever
     * @param maxProofs  most heads, and most marks, remembered
     */
    public InboxStage(int partitions, Inbox inbox, Heads heads, Retry doubt, int maxProofs) {
        this.inbox = inbox;
        this.doubt = doubt;
        this.numbering = new Numbering<>(
                heads,
                new Numbering.NumberSeries<>(user -> head(user, partitions), Long::longValue, inbox::heads),
                maxProofs);
        this.marks = new Proofs<>(mark -> Partitions.of(mark.user().value(), partitions), maxProofs);
    }

    private static Heads.Head head(UserId user, int partitions) {
        return new Heads.Head(Heads.Kind.POSITION, Partitions.of(user.value(), partitions), user.value());
    }

    /**
     * Appends what is missing of these entries, in their order.
     *
     * @param tokens of the assignments of their partitions: what was proved under others does not count
     */
    public Mono<Placed> place(List<DeliveryEntry> slice, IntToLongFunction tokens) {
        return Mono.defer(() -> attempt(slice, tokens))
                .doOnError(error -> forget(slice))
                .retryWhen(doubt);
    }

    private Mono<Placed> attempt(List<DeliveryEntry> slice, IntToLongFunction tokens) {
        return marks(slice, tokens)
                .map(known -> DedupResult.of(slice, known))
                .flatMap(deduped -> present(deduped).flatMap(present -> append(deduped, present, tokens)));
    }

    private Mono<Set<Reference>> present(DedupResult deduped) {
        return deduped.asked().isEmpty() ? Mono.just(Set.of()) : inbox.present(deduped.asked());
    }

    /** The head of who has a repeat is proved after it was found: one remembered may lie below what a zombie inserted. */
    private Mono<Placed> append(DedupResult deduped, Set<Reference> present, IntToLongFunction tokens) {
        numbering.forget(present.stream().map(Reference::user).collect(Collectors.toSet()));
        List<DeliveryEntry> fresh = deduped.fresh(present);
        Map<UserId, Integer> counts = new HashMap<>();
        fresh.forEach(entry -> counts.merge(entry.user(), 1, Integer::sum));
        return numbering.proofs(DeliveryEntry.users(deduped.all()), tokens).flatMap(heads -> {
            Placed placed = placed(deduped, present, fresh, heads);
            return numbering
                    .assign(heads, counts, fresh.isEmpty() ? Mono.empty() : inbox.append(entries(placed.entries())))
                    .then(Mono.fromSupplier(() -> confirmed(placed, deduped, tokens)));
        });
    }

    private static Placed placed(
            DedupResult deduped, Set<Reference> present, List<DeliveryEntry> fresh, Map<UserId, Long> proven) {
        Map<UserId, Long> heads = new HashMap<>(proven);
        List<PlacedEntry> entries = new ArrayList<>(fresh.size());
        for (DeliveryEntry entry : fresh) {
            long position = heads.merge(entry.user(), 1L, Long::sum);
            entries.add(new PlacedEntry(entry.user(), position, entry.message()));
        }
        Set<UserId> repeats = new HashSet<>();
        present.forEach(reference -> repeats.add(reference.user()));
        int repeated = deduped.all().size() - fresh.size();
        Placed.Counts counts = new Placed.Counts(fresh.size(), repeated, deduped.late(present));
        return new Placed(entries, heads, repeats, counts);
    }

    private static List<InboxEntry> entries(List<PlacedEntry> placed) {
        return placed.stream()
                .map(one -> new InboxEntry(
                        new Position(one.position()),
                        new Reference(
                                one.user(),
                                one.message().conversation(),
                                one.message().seq()),
                        one.message().id(),
                        one.message().at()))
                .toList();
    }

    private Placed confirmed(Placed placed, DedupResult deduped, IntToLongFunction tokens) {
        numbering.confirm(placed.heads(), tokens);
        marks.keep(deduped.marks(), tokens);
        return placed;
    }

    private Mono<Map<Mark.Key, Long>> marks(List<DeliveryEntry> slice, IntToLongFunction tokens) {
        Set<Mark.Key> keys = keys(slice);
        Map<Mark.Key, Long> known = marks.known(keys, tokens);
        keys.removeAll(known.keySet());
        if (keys.isEmpty()) {
            return Mono.just(known);
        }
        return inbox.marks(keys).map(read -> {
            known.putAll(read);
            return known;
        });
    }

    private static Set<Mark.Key> keys(List<DeliveryEntry> slice) {
        return slice.stream().map(entry -> entry.reference().mark()).collect(Collectors.toCollection(HashSet::new));
    }

    private void forget(List<DeliveryEntry> slice) {
        numbering.forget(DeliveryEntry.users(slice));
        marks.forget(keys(slice));
    }
}
