package io.fluxim.pipeline;

import io.fluxim.inbox.InboxConfiguration;
import io.fluxim.inbox.RetentionProperties;
import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.kafka.KafkaConfiguration;
import io.fluxim.kafka.deadletter.DeadLetterWriter;
import io.fluxim.kafka.flow.Flow;
import io.fluxim.kafka.flow.FlowLifecycle;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.source.BatchSource;
import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.kafka.source.KafkaSources;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.pipeline.PipelineMeters.PipelineStage;
import io.fluxim.pipeline.deadletter.DeadLetterEndpoint;
import io.fluxim.pipeline.deadletter.DeadLetterReplay;
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

    /** Most bytes of a record of {@code im.fanout}: a quarter of what Kafka takes, so that one message more always fits. */
    private static final int MAX_RECORD_BYTES = 512 * 1024;

    @Bean
    Outputs outputs(RecordSink sink, MeterRegistry registry, Tracing tracing) {
        return new Outputs(
                sink,
                new DeadLetterWriter(sink, registry, Topic.ACCEPTED, Topic.FANOUT),
                new PipelineMeters(registry),
                tracing);
    }

    @Bean
    GroupSizes groupSizes() {
        return new GroupSizes();
    }

    @Bean
    BatchSource<Envelope> accepted(KafkaSources sources, GroupSizes sizes) {
        return sources.group(ConsumerGroup.SEQUENCE.group(), Topic.ACCEPTED, sizes::entries);
    }

    @Bean
    FlowLifecycle sequenceFlow(
            BatchSource<Envelope> accepted,
            GroupSizes sizes,
            PartitionCounts partitions,
            PipelineProperties limits,
            SequenceStage.SequenceStores stores,
            Outputs outputs,
            MeterRegistry registry) {
        InDoubtRetry doubt = new InDoubtRetry(limits, outputs.meters());
        SequenceFlow flow = new SequenceFlow(
                accepted,
                lane -> new SequenceStage(
                        partitions.accepted(), stores, doubt.of(PipelineStage.SEQUENCE, lane), limits.maxProofs()),
                sizes,
                new SequenceFlow.Shape(
                        partitions.accepted(),
                        partitions.sequenced(),
                        new FanoutPlan.Limits(partitions.fanout(), limits.maxEntries(), MAX_RECORD_BYTES)),
                outputs);
        return new FlowLifecycle(Flow.of("sequence", accepted, flow::run), registry);
    }

    @Bean
    SequenceStage.SequenceStores sequenceStores(Timeline timeline, Members members, Heads heads, Outputs outputs) {
        PipelineMeters meters = outputs.meters();
        return new SequenceStage.SequenceStores(
                new TimedTimeline(timeline, meters), members, new TimedHeads(heads, PipelineStage.SEQUENCE, meters));
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
        return sources.group(ConsumerGroup.INBOX.group(), Topic.FANOUT, Fanout::entries);
    }

    @Bean
    FlowLifecycle inboxFlow(
            BatchSource<Fanout> fanout,
            PartitionCounts partitions,
            PipelineProperties limits,
            InboxStores stores,
            Outputs outputs,
            MeterRegistry registry) {
        InDoubtRetry doubt = new InDoubtRetry(limits, outputs.meters());
        InboxFlow flow = new InboxFlow(
                fanout,
                lane -> new InboxStage(
                        partitions.fanout(),
                        stores.inbox(),
                        stores.heads(),
                        doubt.of(PipelineStage.INBOX, lane),
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
                new TimedInbox(inbox, meters), new TimedHeads(heads, PipelineStage.INBOX, meters), audience, age);
    }

    @Bean
    DeadLetterEndpoint deadLetterEndpoint(KafkaSources sources, RecordSink sink) {
        return new DeadLetterEndpoint(
                new DeadLetterReplay(sources.scan(Topic.DEAD_LETTER, DeadLetterWriter.PARTITION), sink));
    }
}
