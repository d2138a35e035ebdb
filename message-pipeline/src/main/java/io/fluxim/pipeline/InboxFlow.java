package io.fluxim.pipeline;

import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.kafka.source.Batch;
import io.fluxim.kafka.source.BatchSource;
import io.fluxim.kafka.source.Lane;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.source.SecondSteps;
import io.fluxim.pipeline.PipelineMeters.PipelineStage;
import io.fluxim.pipeline.PipelineMeters.Step;
import io.fluxim.pipeline.inbox.DeliveryEntry;
import io.fluxim.pipeline.inbox.InboxStage;
import io.fluxim.pipeline.inbox.Placed;
import io.fluxim.pipeline.push.PushPlan;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.protocol.topic.Push;
import io.fluxim.protocol.topic.Rejection;
import io.fluxim.route.NodeTopics;
import io.fluxim.route.Routes;
import io.fluxim.trace.Spans;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Planned deliveries in; inbox entries and pushes out. One partition holds all of an inbox, so each inbox has one writer.
 * Ordered per partition, at least once, every effect idempotent; a push is best effort. Entries are placed while those before
 * them are told.
 */
final class InboxFlow {

    private final BatchSource<Fanout> fanout;
    private final IntFunction<InboxStage> stages;
    private final Audience audience;
    private final Limits limits;
    private final Outputs outputs;

    /** Whom new entries are told to. */
    record Audience(VisibleHeads heads, Routes routes, NodeTopics nodes) {}

    /**
     * @param partitions of {@code im.fanout}
     * @param maxEntries most entries written in one go: bounds memory and the size of a bulk insert
     * @param age        tells what is too old to be delivered
     */
    record Limits(int partitions, int maxEntries, AgeLimit age) {}

    /**
     * @param stages makes the stage of a lane
     */
    InboxFlow(
            BatchSource<Fanout> fanout,
            IntFunction<InboxStage> stages,
            Audience audience,
            Limits limits,
            Outputs outputs) {
        this.fanout = fanout;
        this.stages = stages;
        this.audience = audience;
        this.limits = limits;
        this.outputs = outputs;
    }

    /** Runs until cancelled; fails with what a batch fails with, to be run again from the last commit. */
    Flux<Void> run() {
        return fanout.lanes().flatMap(this::inOrder, limits.partitions());
    }

    private Flux<Void> inOrder(Lane<Fanout> lane) {
        InboxStage stage = stages.apply(lane.number());
        return lane.inOrder((batch, steps) -> process(stage, batch, steps));
    }

    private Mono<Void> process(InboxStage stage, Batch<Fanout> batch, SecondSteps steps) {
        List<DeliveryEntry> entries =
                batch.records().map(Received::value).flatMap(DeliveryEntry::of).toList();
        BatchObservation observation = outputs.observe(PipelineStage.INBOX, batch.traces());
        return observation
                .step(outputs.deadLetters()
                        .setAside(batch.unreadable())
                        .then(limits.age().young(entries)))
                .doOnNext(young -> outputs.meters().expired(entries.size() - young.size()))
                .flatMapIterable(this::slices)
                .concatMap(
                        slice -> observation
                                .step(place(stage, slice.entries(), batch.tokens())
                                        .map(placed -> tell(placed, observation.spans())))
                                .flatMap(told -> steps.begin(
                                        slice.last()
                                                ? observation.last(
                                                        told.then(refuse(batch)).then(batch.commit()))
                                                : observation.step(told))),
                        0)
                .then();
    }

    /** A part of a batch that is written in one go. */
    private record Slice(List<DeliveryEntry> entries, boolean last) {}

    /** One at least. */
    private List<Slice> slices(List<DeliveryEntry> entries) {
        List<Slice> slices = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(entries.size(), from + limits.maxEntries());
            slices.add(new Slice(entries.subList(from, to), to == entries.size()));
            from = to;
        } while (from < entries.size());
        return slices;
    }

    private Mono<Placed> place(InboxStage stage, List<DeliveryEntry> slice, IntToLongFunction tokens) {
        return stage.place(slice, tokens).doOnNext(placed -> outputs.meters().placed(placed.counts()));
    }

    private Mono<Void> tell(Placed placed, Spans spans) {
        if (placed.heads().isEmpty()) {
            return Mono.empty();
        }
        return timed(Step.ROUTES, raisedAndFound(placed))
                .map(routes -> TracePropagation.pushes(pushes(placed, routes), spans))
                .flatMap(this::publish);
    }

    /** Two calls, one wait, in this order: who registers after their routes were looked up reads a head that is raised. */
    private Mono<Map<UserId, Set<NodeId>>> raisedAndFound(Placed placed) {
        return Mono.zip(
                audience.heads().raise(placed.heads()).thenReturn(true),
                audience.routes().find(placed.heads().keySet()),
                (raised, routes) -> routes);
    }

    private Mono<Void> publish(List<Push> pushes) {
        return timed(Step.PUBLISH, audience.nodes().publish(pushes));
    }

    private <T> Mono<T> timed(Step step, Mono<T> call) {
        return outputs.meters().timed(PipelineStage.INBOX, step, call);
    }

    private Mono<Void> refuse(Batch<Fanout> batch) {
        List<Rejection> rejections = batch.records()
                .flatMap(record -> record.value().rejections().stream())
                .toList();
        if (rejections.isEmpty()) {
            return Mono.empty();
        }
        Set<UserId> senders = new HashSet<>();
        rejections.forEach(rejection -> senders.add(rejection.sender()));
        return audience.routes()
                .find(senders)
                .map(routes -> PushPlan.of(List.of(), List.of(), rejections, routes))
                .flatMap(this::publish);
    }

    private static List<Push> pushes(Placed placed, Map<UserId, Set<NodeId>> routes) {
        List<PushPlan.PushEntry> entries = placed.entries().stream()
                .map(entry -> new PushPlan.PushEntry(entry.user(), new Position(entry.position()), entry.message()))
                .toList();
        List<Push.UserHead> heads = placed.heads().entrySet().stream()
                .filter(head -> placed.repeats().contains(head.getKey()))
                .map(head -> new Push.UserHead(head.getKey(), head.getValue()))
                .toList();
        return PushPlan.of(entries, heads, List.of(), routes);
    }
}
