package io.fluxim.torture.victim;

import io.fluxim.kafka.source.Batch;
import io.fluxim.kafka.source.BatchSource;
import io.fluxim.kafka.source.Lane;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A source whose commits are points. */
final class WatchedSource<T> implements BatchSource<T> {

    private final BatchSource<T> source;
    private final Point before;
    private final Point after;
    private final Points points;
    private final Defect defect;

    /** @param name of the bean: accepted, fanout or sequenced */
    WatchedSource(String name, BatchSource<T> source, Points points, Defect defect) {
        String effect = "commit-" + name;
        this.source = source;
        this.before = Point.of(effect, "before");
        this.after = Point.of(effect, "after");
        this.points = points;
        this.defect = defect;
    }

    @Override
    public Flux<Lane<T>> lanes() {
        // nothing that asks ahead: a batch is cut when it is asked for
        return source.lanes()
                .map(lane -> new Lane<>(lane.number(), lane.batches().map(this::watched)));
    }

    private Batch<T> watched(Batch<T> batch) {
        Mono<Void> commit = Mono.defer(() -> {
            points.pass(before);
            return batch.commit().doOnSuccess(done -> points.pass(after));
        });
        Batch<T> same = new Batch<>(batch.shares(), commit);
        return defect.present()
                .map(sabotage -> sabotage.batch(before.effect(), same))
                .orElse(same);
    }

    @Override
    public Mono<Void> drain() {
        return source.drain();
    }
}
