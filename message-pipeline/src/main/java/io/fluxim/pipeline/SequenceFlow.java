package io.fluxim.pipeline;

import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.source.Batch;
import io.fluxim.kafka.source.BatchSource;
import io.fluxim.kafka.source.Lane;
import io.fluxim.kafka.source.SecondSteps;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.pipeline.PipelineMeters.PipelineStage;
import io.fluxim.pipeline.PipelineMeters.Step;
import io.fluxim.pipeline.fanout.FanoutPlan;
import io.fluxim.pipeline.intake.Intake;
import io.fluxim.pipeline.intake.Intake.IntakeResult;
import io.fluxim.pipeline.sequence.GroupSizes;
import io.fluxim.pipeline.sequence.Numbered;
import io.fluxim.pipeline.sequence.SequenceStage;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.trace.Spans;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Accepted messages in; numbered, stored, planned messages out. Ordered per partition, at least once, every effect
 * idempotent.
 *
 * <p>A batch is numbered and stored while the one before it is published. Nothing of a batch is published before all of it is
 * stored, and nothing of the next one before Kafka has acknowledged all of this one: in {@code im.fanout} no seq comes, for
 * the first time, before a lower one of its conversation.
 */
final class SequenceFlow {

    private final BatchSource<Envelope> accepted;
    private final IntFunction<SequenceStage> stages;
    private final GroupSizes sizes;
    private final Shape shape;
    private final Outputs outputs;

    /**
     * The topics' shape, the same for all applications.
     *
     * @param accepted  partitions of {@code im.accepted}
     * @param sequenced partitions of {@code im.sequenced}
     * @param fanout    how {@code im.fanout} is filled
     */
    record Shape(int accepted, int sequenced, FanoutPlan.Limits fanout) {}

    /**
     * @param stages makes the stage of a lane
     * @param sizes  learns how large groups are
     */
    SequenceFlow(
            BatchSource<Envelope> accepted,
            IntFunction<SequenceStage> stages,
            GroupSizes sizes,
            Shape shape,
            Outputs outputs) {
        this.accepted = accepted;
        this.stages = stages;
        this.sizes = sizes;
        this.shape = shape;
        this.outputs = outputs;
    }

    /** Runs until cancelled; fails with what a batch fails with, to be run again from the last commit. */
    Flux<Void> run() {
        return accepted.lanes().flatMap(this::inOrder, shape.accepted());
    }

    private Flux<Void> inOrder(Lane<Envelope> lane) {
        SequenceStage stage = stages.apply(lane.number());
        return lane.inOrder((batch, steps) -> process(stage, batch, steps));
    }

    private Mono<Void> process(SequenceStage stage, Batch<Envelope> batch, SecondSteps steps) {
        IntakeResult parted = new Intake(shape.accepted()).part(batch);
        BatchObservation observation = outputs.observe(PipelineStage.SEQUENCE, batch.traces());
        int dead = parted.dead().size();
        return observation
                .step(outputs.deadLetters()
                        .setAside(parted.dead())
                        .then(Mono.defer(() -> stage.number(parted.living(), batch.tokens())))
                        .doOnNext(numbered -> sizes.learn(numbered.rosters()))
                        .map(numbered -> publish(numbered, observation.spans())
                                .then(Mono.fromRunnable(() -> outputs.meters().sequenced(numbered, dead)))))
                .flatMap(published -> steps.begin(observation.last(published.then(batch.commit()))));
    }

    private Mono<Void> publish(Numbered numbered, Spans spans) {
        Iterator<List<Outgoing<Fanout>>> rest =
                FanoutPlan.of(numbered.messages(), numbered.rejections(), numbered.rosters(), shape.fanout());
        List<Outgoing<?>> first = new ArrayList<>();
        numbered.messages().forEach(message -> first.add(sequenced(message).traced(spans.of(message.id()))));
        if (rest.hasNext()) {
            first.addAll(TracePropagation.fanouts(rest.next(), spans));
        }
        Mono<Void> published = outputs.sink()
                .appendAll(first)
                .thenMany(Flux.fromIterable(() -> rest)
                        .concatMap(part -> outputs.sink()
                                .appendAll(TracePropagation.fanouts(part, spans)))) // each after the one before it
                .then();
        return outputs.meters().timed(PipelineStage.SEQUENCE, Step.PUBLISH, published);
    }

    private Outgoing<Message> sequenced(Message message) {
        String key = message.conversation().key();
        return new Outgoing<>(Topic.SEQUENCED, Partitions.of(key, shape.sequenced()), key, message);
    }
}
