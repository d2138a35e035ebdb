package io.fluxim.pipeline;

import io.fluxim.inbox.Heads;
import io.fluxim.pipeline.PipelineMeters.Stage;
import io.fluxim.pipeline.PipelineMeters.Step;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The heads, with the time that a stage waits for its numbers. */
record TimedHeads(Heads store, Stage stage, PipelineMeters meters) implements Heads {

    @Override
    public Mono<Map<String, Long>> advance(Shard shard, Map<String, Advance> advances) {
        return meters.timed(stage, Step.ASSIGN, store.advance(shard, advances));
    }

    @Override
    public Mono<Map<String, Long>> read(Shard shard, Collection<String> names) {
        return store.read(shard, names);
    }

    @Override
    public Mono<Void> restore(Shard shard, Map<String, Long> heads) {
        return store.restore(shard, heads);
    }

    @Override
    public Mono<Void> forget(Shard shard, Collection<String> names) {
        return store.forget(shard, names);
    }
}
