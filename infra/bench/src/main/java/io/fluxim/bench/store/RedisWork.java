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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The heads of a batch: one call for its seqs, then for each partition of inboxes one for its positions and one for what
 * clients are shown. Routes are left out.
 */
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
        List<Talk> talks = lanes.get(lane).talks();
        Map<String, Long> seqs = talks.stream()
                .collect(Collectors.toMap(talk -> talk.conversation().key(), talk -> 0L));
        Map<Integer, Map<String, Long>> positions = talks.stream()
                .flatMap(talk -> talk.members().stream())
                .collect(Collectors.groupingBy(this::partition, Collectors.toMap(UserId::value, user -> 0L)));
        return heads.restore(seqsOf(lane), seqs)
                .thenMany(Flux.fromIterable(positions.entrySet()))
                .concatMap(share -> heads.restore(positionsOf(share.getKey()), share.getValue()))
                .then();
    }

    @Override
    public Mono<Integer> batch(int lane) {
        List<Said> said = lanes.get(lane).next(shape.messages());
        Map<String, Count> counts = said.stream()
                .collect(Collectors.toMap(one -> one.message().conversation().key(), Count::of, Count::with));
        Map<String, Heads.Advance> seqs = new HashMap<>();
        counts.forEach((key, count) -> seqs.put(key, count.advance()));
        return advance(seqsOf(lane), seqs)
                .thenMany(Flux.fromIterable(byPartition(counts).entrySet()))
                .flatMap(share -> deliver(share.getKey(), share.getValue()), partitions.fanout())
                .then(Mono.just(said.size()));
    }

    private Map<Integer, Map<UserId, Count>> byPartition(Map<String, Count> counts) {
        return counts.values().stream()
                .flatMap(count -> count.talk().members().stream().map(user -> Map.entry(user, count)))
                .collect(Collectors.groupingBy(
                        share -> partition(share.getKey()), Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Mono<Void> deliver(int partition, Map<UserId, Count> inboxes) {
        Map<String, Heads.Advance> positions = new HashMap<>();
        Map<UserId, Long> shown = new HashMap<>();
        inboxes.forEach((user, count) -> {
            positions.put(user.value(), count.advance());
            shown.put(user, count.last());
        });
        return advance(positionsOf(partition), positions).then(visible.raise(partition, shown));
    }

    /** Fails where a head stood elsewhere than expected: something was lost. */
    private Mono<Void> advance(Heads.Shard shard, Map<String, Heads.Advance> advances) {
        return heads.advance(shard, advances).flatMap(found -> {
            Stream<String> off = advances.entrySet().stream()
                    .filter(one -> found.getOrDefault(one.getKey(), Heads.MISSING)
                            != one.getValue().expected())
                    .map(one -> one.getKey() + " stood at " + found.get(one.getKey()));
            List<String> first = off.limit(1).toList();
            return first.isEmpty() ? Mono.empty() : Mono.error(new IllegalStateException(first.get(0)));
        });
    }

    private int partition(UserId user) {
        return Partitions.of(user.value(), partitions.fanout());
    }

    private static Heads.Shard seqsOf(int lane) {
        return new Heads.Shard(Heads.Kind.SEQ, lane);
    }

    private static Heads.Shard positionsOf(int partition) {
        return new Heads.Shard(Heads.Kind.POSITION, partition);
    }
}
