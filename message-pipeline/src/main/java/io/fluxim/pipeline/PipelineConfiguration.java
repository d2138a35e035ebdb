package io.fluxim.pipeline;

import io.fluxim.inbox.Heads;
import io.fluxim.inbox.Inbox;
import io.fluxim.inbox.InboxConfiguration;
import io.fluxim.inbox.Members;
import io.fluxim.inbox.RetentionProperties;
import io.fluxim.inbox.Timeline;
import io.fluxim.inbox.VisibleHeads;
import io.fluxim.kafka.BatchSource;
import io.fluxim.kafka.KafkaConfiguration;
import io.fluxim.kafka.KafkaSources;
import io.fluxim.kafka.Reader;
import io.fluxim.kafka.RecordSink;
import io.fluxim.kafka.Topic;
import io.fluxim.kafka.flow.Flow;
import io.fluxim.kafka.flow.FlowLifecycle;
import io.fluxim.pipeline.PipelineMeters.Stage;
import io.fluxim.pipeline.deadletter.DeadLetterEndpoint;
import io.fluxim.pipeline.deadletter.DeadLetterReplay;
import io.fluxim.pipeline.deadletter.DeadLetters;
import io.fluxim.pipeline.fanout.FanoutPlan;
import io.fluxim.pipeline.inbox.InboxStage;
import io.fluxim.pipeline.sequence.GroupSizes;
import io.fluxim.pipeline.sequence.SequenceStage;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.route.NodeTopics;
import io.fluxim.route.RedisClock;
import io.fluxim.route.RouteConfiguration;
import io.fluxim.route.Routes;
import io.fluxim.trace.Tracing;
import io.fluxim.trace.TracingConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the two flows together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PipelineProperties.class)
@Import({KafkaConfiguration.class, InboxConfiguration.class, RouteConfiguration.class, TracingConfiguration.class})
public class PipelineConfiguration {

    /** Most bytes of a record of {@code im.fanout}: half of what Kafka takes, since sizes are estimates. */
    private static final int MAX_RECORD_BYTES = 512 * 1024;

    @Bean
    Outputs outputs(RecordSink sink, MeterRegistry registry, Tracing tracing) {
        return new Outputs(sink, new DeadLetters(sink, registry), new PipelineMeters(registry), tracing);
    }

    @Bean
    GroupSizes groupSizes() {
        return new GroupSizes();
    }

    @Bean
    BatchSource<Envelope> accepted(KafkaSources sources, GroupSizes sizes) {
        return sources.group(Reader.SEQUENCE.group(), Topic.ACCEPTED, sizes::entries);
    }

    @Bean
    FlowLifecycle sequenceFlow(
            BatchSource<Envelope> accepted,
            GroupSizes sizes,
            PartitionCounts partitions,
            PipelineProperties limits,
            SequenceStage.Stores stores,
            Outputs outputs,
            MeterRegistry registry) {
        Doubt doubt = new Doubt(limits, outputs.meters());
        SequenceFlow flow = new SequenceFlow(
                accepted,
                lane -> new SequenceStage(
                        partitions.accepted(), stores, doubt.of(Stage.SEQUENCE, lane), limits.maxProofs()),
                sizes,
                new SequenceFlow.Shape(
                        partitions.accepted(),
                        partitions.sequenced(),
                        new FanoutPlan.Limits(partitions.fanout(), limits.maxEntries(), MAX_RECORD_BYTES)),
                outputs);
        return new FlowLifecycle(Flow.of("sequence", accepted, flow::run), registry);
    }

    @Bean
    SequenceStage.Stores sequenceStores(Timeline timeline, Members members, Heads heads, Outputs outputs) {
        PipelineMeters meters = outputs.meters();
        return new SequenceStage.Stores(
                new TimedTimeline(timeline, meters), members, new TimedHeads(heads, Stage.SEQUENCE, meters));
    }

    @Bean
    InboxFlow.Audience audience(VisibleHeads heads, Routes routes, NodeTopics nodes) {
        return new InboxFlow.Audience(heads, routes, nodes);
    }

    @Bean
    AgeLimit ageLimit(RetentionProperties inbox, RedisClock redis) {
        return new AgeLimit(inbox.retention(), Clock.systemUTC(), redis.now());
    }

    @Bean
    BatchSource<Fanout> fanout(KafkaSources sources) {
        return sources.group(Reader.INBOX.group(), Topic.FANOUT, Fanout::entries);
    }

    @Bean
    FlowLifecycle inboxFlow(
            BatchSource<Fanout> fanout,
            PartitionCounts partitions,
            PipelineProperties limits,
            InboxStores stores,
            Outputs outputs,
            MeterRegistry registry) {
        Doubt doubt = new Doubt(limits, outputs.meters());
        InboxFlow flow = new InboxFlow(
                fanout,
                lane -> new InboxStage(
                        partitions.fanout(),
                        stores.inbox(),
                        stores.heads(),
                        doubt.of(Stage.INBOX, lane),
                        limits.maxProofs()),
                stores.audience(),
                new InboxFlow.Limits(partitions.fanout(), limits.maxEntries(), stores.age()),
                outputs);
        return new FlowLifecycle(Flow.of("inbox", fanout, flow::run), registry);
    }

    /** What the Inbox flow works on. */
    record InboxStores(Inbox inbox, Heads heads, InboxFlow.Audience audience, AgeLimit age) {}

    @Bean
    InboxStores inboxStores(Inbox inbox, Heads heads, InboxFlow.Audience audience, AgeLimit age, Outputs outputs) {
        PipelineMeters meters = outputs.meters();
        return new InboxStores(
                new TimedInbox(inbox, meters), new TimedHeads(heads, Stage.INBOX, meters), audience, age);
    }

    @Bean
    DeadLetterEndpoint deadLetterEndpoint(KafkaSources sources, RecordSink sink) {
        return new DeadLetterEndpoint(
                new DeadLetterReplay(sources.scan(Topic.DEAD_LETTER, DeadLetters.PARTITION), sink));
    }
}
