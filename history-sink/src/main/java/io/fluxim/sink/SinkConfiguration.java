package io.fluxim.sink;

import io.fluxim.history.History;
import io.fluxim.history.HistoryConfiguration;
import io.fluxim.kafka.KafkaConfiguration;
import io.fluxim.kafka.deadletter.DeadLetterWriter;
import io.fluxim.kafka.flow.Flow;
import io.fluxim.kafka.flow.FlowLifecycle;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.source.BatchSource;
import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.kafka.source.KafkaSources;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.trace.Tracing;
import io.fluxim.trace.TracingConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.scheduler.Schedulers;

/** Puts the flow together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SinkProperties.class)
@Import({KafkaConfiguration.class, HistoryConfiguration.class, TracingConfiguration.class})
public class SinkConfiguration {

    @Bean
    SinkFlow.Outputs sinkOutputs(History history, RecordSink sink, MeterRegistry registry, Tracing tracing) {
        return new SinkFlow.Outputs(
                history,
                new DeadLetterWriter(sink, registry, Topic.SEQUENCED),
                new SinkMeters(registry, Schedulers.parallel()),
                tracing);
    }

    @Bean
    BatchSource<Message> sequenced(KafkaSources sources) {
        return sources.group(ConsumerGroup.HISTORY.group(), Topic.SEQUENCED);
    }

    @Bean
    FlowLifecycle sinkFlow(
            BatchSource<Message> sequenced,
            PartitionCounts partitions,
            SinkFlow.Outputs outputs,
            SinkProperties limits,
            MeterRegistry registry) {
        SinkFlow flow = new SinkFlow(sequenced, partitions.sequenced(), outputs, limits);
        return new FlowLifecycle(Flow.of("archive", sequenced, flow::run), registry);
    }
}
