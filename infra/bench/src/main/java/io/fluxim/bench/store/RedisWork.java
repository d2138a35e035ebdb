package io.fluxim.bench.store;

import io.fluxim.inbox.Heads;
import io.fluxim.inbox.VisibleHeads;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The heads of a batch: one call for its seqs, one for the positions, one for what clients are shown. Routes are left out. */
final class RedisWork implements Work {

    private final Heads heads;
    private final VisibleHeads visible;
    private final PartitionCounts partitions;
    private final Shape shape;
    private final List<Lane> lanes;

    /** How often a conversation comes in a batch, and its last seq there. */
    private record Count(Talk talk, int count, long last) {

        static Count of(Said said) {
            return new Count(
                    new Talk(said.message().conversation(), said.members()),
                    1,
                    said.message().seq().value());
        }

        Count with(Count later) {
            return new Count(talk, count + later.count, later.last);
        }

        Heads.Advance advance() {
            return new Heads.Advance(last - count, count);
        }
    }

    RedisWork(Heads heads, VisibleHeads visible, PartitionCounts partitions, Shape shape) {
        this.heads = heads;
        this.visible = visible;
        this.partitions = partitions;
        this.shape = shape;
        this.lanes = Lane.of(shape, partitions.accepted());
    }

    @Override
    public Mono<Void> prepare(int lane) {
        Map<Heads.Head, Long> fresh = new HashMap<>();
        for (Talk talk : lanes.get(lane).talks()) {
            fresh.put(seqs(lane, talk), 0L);
            talk.members().forEach(user -> fresh.put(positions(user), 0L));
        }
        return heads.restore(fresh);
    }

    @Override
    public Mono<Integer> batch(int lane) {
        List<Said> said = lanes.get(lane).next(shape.messages());
        Map<String, Count> counts = said.stream()
                .collect(Collectors.toMap(one -> one.message().conversation().key(), Count::of, Count::with));
        Map<Heads.Head, Heads.Advance> seqs = new HashMap<>();
        Map<Heads.Head, Heads.Advance> positions = new HashMap<>();
        Map<UserId, Long> shown = new HashMap<>();
        counts.values().forEach(count -> {
            seqs.put(seqs(lane, count.talk()), count.advance());
            count.talk().members().forEach(user -> {
                positions.put(positions(user), count.advance());
                shown.put(user, count.last());
            });
        });
        return advance(seqs)
                .then(Mono.defer(() -> advance(positions)))
                .then(Mono.defer(() -> visible.raise(shown)))
                .thenReturn(said.size());
    }

    /** Fails where a head stood elsewhere than expected: something was lost. */
    private Mono<Void> advance(Map<Heads.Head, Heads.Advance> advances) {
        return heads.advance(advances).flatMap(found -> {
            Stream<String> off = advances.entrySet().stream()
                    .filter(one -> found.getOrDefault(one.getKey(), Heads.MISSING)
                            != one.getValue().expected())
                    .map(one -> one.getKey() + " stood at " + found.get(one.getKey()));
            List<String> first = off.limit(1).toList();
            return first.isEmpty() ? Mono.empty() : Mono.error(new IllegalStateException(first.get(0)));
        });
    }

    private static Heads.Head seqs(int lane, Talk talk) {
        return new Heads.Head(Heads.Kind.SEQ, lane, talk.conversation().key());
    }

    private Heads.Head positions(UserId user) {
        return new Heads.Head(Heads.Kind.POSITION, Partitions.of(user.value(), partitions.fanout()), user.value());
    }
}
