package io.fluxim.pipeline;

import io.fluxim.kafka.Assigned;
import io.fluxim.kafka.Batch;
import io.fluxim.kafka.BatchSource;
import io.fluxim.kafka.Outgoing;
import io.fluxim.kafka.RecordSink;
import io.fluxim.kafka.Topic;
import io.fluxim.pipeline.deadletter.DeadLetters;
import io.fluxim.pipeline.fanout.FanoutPlan;
import io.fluxim.pipeline.intake.Intake;
import io.fluxim.pipeline.intake.Intake.Parted;
import io.fluxim.pipeline.sequence.Numbered;
import io.fluxim.pipeline.sequence.SequenceStage;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.topic.Fanout;
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
 * <p>Nothing of a batch is published before all of it is stored, and nothing of the next one before Kafka has acknowledged
 * all of this one: in {@code im.fanout} no seq comes, for the first time, before a lower one of its conversation.
 */
public final class SequenceFlow {

    private final BatchSource<Envelope> accepted;
    private final IntFunction<SequenceStage> stages;
    private final RecordSink sink;
    private final DeadLetters deadLetters;
    private final Shape shape;
    private final PipelineMeters meters;

    /**
     * The topics' shape, the same for all applications.
     *
     * @param accepted  partitions of {@code im.accepted}
     * @param sequenced partitions of {@code im.sequenced}
     * @param fanout    how {@code im.fanout} is filled
     */
    public record Shape(int accepted, int sequenced, FanoutPlan.Limits fanout) {}

    /**
     * @param stages makes the stage of a partition, anew at each assignment: its proofs end with it
     */
    public SequenceFlow(
            BatchSource<Envelope> accepted,
            IntFunction<SequenceStage> stages,
            RecordSink sink,
            DeadLetters deadLetters,
            Shape shape,
            PipelineMeters meters) {
        this.accepted = accepted;
        this.stages = stages;
        this.sink = sink;
        this.deadLetters = deadLetters;
        this.shape = shape;
        this.meters = meters;
    }

    /** Runs until cancelled; fails with what a batch fails with, to be run again from the last commit. */
    public Flux<Void> run() {
        return accepted.partitions().flatMap(this::inOrder, shape.accepted());
    }

    private Flux<Void> inOrder(Assigned<Envelope> partition) {
        SequenceStage stage = stages.apply(partition.partition());
        return partition.batches().concatMap(batch -> process(stage, batch), 1);
    }

    private Mono<Void> process(SequenceStage stage, Batch<Envelope> batch) {
        Parted parted = new Intake(shape.accepted()).part(batch);
        Mono<Void> done = deadLetters
                .bury(parted.dead())
                .then(Mono.defer(() -> stage.number(parted.living())))
                .flatMap(this::publish)
                .doOnNext(numbered -> meters.sequenced(numbered, parted.dead().size()))
                .then(batch.commit());
        return meters.timed(PipelineMeters.Stage.SEQUENCE, done);
    }

    private Mono<Numbered> publish(Numbered numbered) {
        List<List<Outgoing<Fanout>>> parts =
                FanoutPlan.of(numbered.messages(), numbered.rejections(), numbered.rosters(), shape.fanout());
        Iterator<List<Outgoing<Fanout>>> rest = parts.iterator();
        List<Outgoing<?>> first = new ArrayList<>();
        numbered.messages().forEach(message -> first.add(sequenced(message)));
        if (rest.hasNext()) {
            first.addAll(rest.next());
        }
        return sink.appendAll(first)
                .thenMany(Flux.fromIterable(() -> rest).concatMap(sink::appendAll)) // each after the one before it
                .then(Mono.just(numbered));
    }

    private Outgoing<Message> sequenced(Message message) {
        String key = message.conversation().key();
        return new Outgoing<>(Topic.SEQUENCED, Partitions.of(key, shape.sequenced()), key, message);
    }
}
