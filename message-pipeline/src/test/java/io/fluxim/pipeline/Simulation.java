package io.fluxim.pipeline;

import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.heads.InMemoryHeads;
import io.fluxim.inbox.heads.InMemoryVisibleHeads;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.members.InMemoryMembers;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.kafka.deadletter.DeadLetterWriter;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.pipeline.PipelineMeters.PipelineStage;
import io.fluxim.pipeline.fanout.FanoutPlan;
import io.fluxim.pipeline.inbox.InboxStage;
import io.fluxim.pipeline.sequence.GroupSizes;
import io.fluxim.pipeline.sequence.SequenceStage;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.route.InMemoryNodeTopics;
import io.fluxim.route.InMemoryRoutes;
import io.fluxim.route.NodeTopics;
import io.fluxim.route.Routes;
import io.fluxim.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Both flows on stores in memory, run by processes that may die: what they leave behind is what the next one finds. */
final class Simulation {

    static final int PARTITIONS = 3;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_000L), ZoneOffset.UTC);

    final Log log = new Log();
    final InMemoryHeads heads = new InMemoryHeads();
    final InMemoryTimeline timeline = new InMemoryTimeline();
    final InMemoryMembers members = new InMemoryMembers();
    final InMemoryInbox inbox = new InMemoryInbox();
    final InMemoryVisibleHeads visible = new InMemoryVisibleHeads(inbox);
    final Routes routes = new InMemoryRoutes(CLOCK, Duration.ofMinutes(1));
    final InMemoryNodeTopics nodes = new InMemoryNodeTopics();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PipelineMeters meters = new PipelineMeters(registry);
    private final int maxBatch;

    Simulation(int maxBatch) {
        this.maxBatch = maxBatch;
    }

    /** What access does with an accepted message. */
    void accept(Envelope envelope) {
        String key = envelope.conversation().key();
        log.append(new Outgoing<>(Topic.ACCEPTED, Partitions.of(key, PARTITIONS), key, envelope))
                .block();
    }

    void online(UserId user) {
        routes.renew(List.of(user), new NodeId("node")).block();
    }

    /** Runs the first flow to the end of its topic, or to the death of its process. */
    void sequence(Crash crash) {
        run(sequencing(crash, crash.around(RecordSink.class, log)));
    }

    /** The first flow, publishing into this Kafka. */
    Mono<Void> sequencing(RecordSink sink) {
        return sequencing(Crash.never(), sink);
    }

    private Mono<Void> sequencing(Crash crash, RecordSink sink) {
        SequenceStage.SequenceStores stores = new SequenceStage.SequenceStores(
                new TimedTimeline(crash.around(Timeline.class, timeline), meters),
                crash.around(Members.class, members),
                new TimedHeads(crash.around(Heads.class, heads), PipelineStage.SEQUENCE, meters));
        SequenceFlow.Shape shape =
                new SequenceFlow.Shape(PARTITIONS, PARTITIONS, new FanoutPlan.Limits(PARTITIONS, 7, 512 * 1024));
        SequenceFlow flow = new SequenceFlow(
                log.source(Topic.ACCEPTED, PARTITIONS, maxBatch),
                lane -> new SequenceStage(PARTITIONS, stores, doubt(), 100),
                new GroupSizes(),
                shape,
                outputs(sink));
        return flow.run().then();
    }

    /** The same for the second flow. */
    void place(Crash crash) {
        place(crash, CLOCK);
    }

    /** The second flow, run when so much time has passed. */
    void placeLater(Duration later) {
        place(Crash.never(), Clock.offset(CLOCK, later));
    }

    private void place(Crash crash, Clock clock) {
        RecordSink sink = crash.around(RecordSink.class, log);
        Inbox store = new TimedInbox(crash.around(Inbox.class, inbox), meters);
        Heads redis = new TimedHeads(crash.around(Heads.class, heads), PipelineStage.INBOX, meters);
        InboxFlow flow = new InboxFlow(
                log.source(Topic.FANOUT, PARTITIONS, maxBatch),
                lane -> new InboxStage(PARTITIONS, store, redis, doubt(), 100),
                new InboxFlow.Audience(
                        crash.around(VisibleHeads.class, visible),
                        crash.around(Routes.class, routes),
                        crash.around(NodeTopics.class, nodes)),
                new InboxFlow.Limits(
                        PARTITIONS, 5, new AgeLimit(Duration.ofDays(14), clock, Mono.fromSupplier(clock::instant))),
                outputs(sink));
        run(flow.run().then());
    }

    private Outputs outputs(RecordSink sink) {
        return new Outputs(
                sink, new DeadLetterWriter(sink, registry, Topic.ACCEPTED, Topic.FANOUT), meters, Tracing.OFF);
    }

    private static void run(Mono<Void> flow) {
        flow.onErrorResume(Crash.Dead.class, death -> Mono.empty())
                .onErrorResume(Crash.Hiccup.class, flowDied -> Mono.empty())
                .block(LONG);
    }

    /** Doubt tries again at once; a simulation that does not settle within this number of tries never will. */
    private static Retry doubt() {
        return Retry.max(20)
                .filter(error -> !(error instanceof Crash.Dead))
                .onRetryExhaustedThrow((spec, signal) -> new AssertionError("never settles", signal.failure()));
    }
}
