package io.fluxim.pipeline;

import io.fluxim.inbox.VisibleHeads;
import io.fluxim.kafka.Assigned;
import io.fluxim.kafka.Batch;
import io.fluxim.kafka.BatchSource;
import io.fluxim.kafka.Outgoing;
import io.fluxim.kafka.Received;
import io.fluxim.kafka.RecordSink;
import io.fluxim.pipeline.deadletter.DeadLetters;
import io.fluxim.pipeline.inbox.InboxStage;
import io.fluxim.pipeline.inbox.Placed;
import io.fluxim.pipeline.inbox.Wanted;
import io.fluxim.pipeline.push.PushPlan;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.protocol.topic.Push;
import io.fluxim.protocol.topic.Rejection;
import io.fluxim.route.Route;
import io.fluxim.route.Routes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Planned deliveries in; inbox entries and pushes out. One partition holds all of an inbox, so each inbox has one writer.
 * Ordered per partition, at least once, every effect idempotent; a push is best effort.
 */
public final class InboxFlow {

    private final BatchSource<Fanout> fanout;
    private final IntFunction<InboxStage> stages;
    private final Audience audience;
    private final RecordSink sink;
    private final DeadLetters deadLetters;
    private final Limits limits;
    private final PipelineMeters meters;

    /** Whom new entries are told to. */
    public record Audience(VisibleHeads heads, Routes routes) {}

    /**
     * @param partitions of {@code im.fanout}
     * @param maxEntries most entries written in one go: bounds memory and the size of a bulk insert
     * @param age        tells what is too old to be delivered
     */
    public record Limits(int partitions, int maxEntries, AgeLimit age) {}

    /**
     * @param stages makes the stage of a partition, anew at each assignment: its proofs end with it
     */
    public InboxFlow(
            BatchSource<Fanout> fanout,
            IntFunction<InboxStage> stages,
            Audience audience,
            RecordSink sink,
            DeadLetters deadLetters,
            Limits limits,
            PipelineMeters meters) {
        this.fanout = fanout;
        this.stages = stages;
        this.audience = audience;
        this.sink = sink;
        this.deadLetters = deadLetters;
        this.limits = limits;
        this.meters = meters;
    }

    /** Runs until cancelled; fails with what a batch fails with, to be run again from the last commit. */
    public Flux<Void> run() {
        return fanout.partitions().flatMap(this::inOrder, limits.partitions());
    }

    private Flux<Void> inOrder(Assigned<Fanout> partition) {
        InboxStage stage = stages.apply(partition.partition());
        return partition.batches().concatMap(batch -> process(stage, batch), 1);
    }

    private Mono<Void> process(InboxStage stage, Batch<Fanout> batch) {
        List<Wanted> wanted = batch.records().stream()
                .map(Received::value)
                .flatMap(Wanted::of)
                .toList();
        Mono<Void> done = deadLetters
                .bury(batch.unreadable())
                .then(limits.age().young(wanted))
                .doOnNext(young -> meters.expired(wanted.size() - young.size()))
                .flatMapMany(young -> Flux.fromIterable(young).buffer(limits.maxEntries()))
                .concatMap(slice -> deliver(stage, batch.partition(), slice), 1)
                .then(Mono.defer(() -> refuse(batch)))
                .then(batch.commit());
        return meters.timed(PipelineMeters.Stage.INBOX, done);
    }

    private Mono<Void> deliver(InboxStage stage, int partition, List<Wanted> slice) {
        return stage.place(slice)
                .doOnNext(placed -> meters.placed(placed.counts()))
                .flatMap(placed ->
                        audience.heads().raise(partition, placed.heads()).thenReturn(placed))
                .flatMap(placed -> audience.routes()
                        .find(partition, placed.heads().keySet())
                        .map(routes -> pushes(placed, routes)))
                .flatMap(sink::appendAll);
    }

    private Mono<Void> refuse(Batch<Fanout> batch) {
        List<Rejection> rejections = batch.records().stream()
                .flatMap(record -> record.value().rejections().stream())
                .toList();
        if (rejections.isEmpty()) {
            return Mono.empty();
        }
        Set<UserId> senders = new HashSet<>();
        rejections.forEach(rejection -> senders.add(rejection.sender()));
        return audience.routes()
                .find(batch.partition(), senders)
                .map(routes -> PushPlan.of(List.of(), List.of(), rejections, routes))
                .flatMap(sink::appendAll);
    }

    private static List<Outgoing<Push>> pushes(Placed placed, Map<UserId, Set<Route>> routes) {
        List<PushPlan.ToPush> entries = placed.entries().stream()
                .map(entry -> new PushPlan.ToPush(entry.user(), new Position(entry.position()), entry.message()))
                .toList();
        List<Push.UserHead> heads = placed.repeats().stream()
                .map(user -> new Push.UserHead(user, placed.heads().get(user)))
                .toList();
        return PushPlan.of(entries, heads, List.of(), routes);
    }
}
