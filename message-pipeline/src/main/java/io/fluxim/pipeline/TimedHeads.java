package io.fluxim.pipeline;

import io.fluxim.inbox.heads.Heads;
import io.fluxim.pipeline.PipelineMeters.PipelineStage;
import io.fluxim.pipeline.PipelineMeters.Step;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The heads, with the time that a stage waits for its numbers. */
record TimedHeads(Heads store, PipelineStage stage, PipelineMeters meters) implements Heads {

    @Override
    public Mono<Map<Head, Long>> advance(Map<Head, Advance> advances) {
        return meters.timed(stage, Step.ASSIGN, store.advance(advances));
    }

    @Override
    public Mono<Map<Head, Long>> read(Collection<Head> heads) {
        return store.read(heads);
    }

    @Override
    public Mono<Void> restore(Map<Head, Long> heads) {
        return store.restore(heads);
    }

    @Override
    public Mono<Void> forget(Collection<Head> heads) {
        return store.forget(heads);
    }
}
