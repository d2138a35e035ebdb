package io.fluxim.kafka;

import io.fluxim.kafka.sink.KafkaRecordSink;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.source.KafkaSources;
import io.fluxim.kafka.topic.TopicAdmin;
import io.fluxim.loops.EventLoops;
import io.fluxim.loops.LoopsConfiguration;
import io.fluxim.protocol.topic.PartitionCounts;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Sink and sources for an application; the topics are there before either of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaProperties.class, InboxRetentionProperties.class})
@Import(LoopsConfiguration.class)
public class KafkaConfiguration {

    @Bean(initMethod = "prepare")
    TopicAdmin topicAdmin(KafkaProperties properties, InboxRetentionProperties retention) {
        return new TopicAdmin(properties, retention.retention());
    }

    @Bean
    PartitionCounts partitionCounts(TopicAdmin prepared) {
        return prepared.counts();
    }

    @Bean(destroyMethod = "close")
    RecordSink recordSink(TopicAdmin prepared, KafkaProperties properties, EventLoops loops, MeterRegistry meters) {
        return new KafkaRecordSink(properties, loops, meters);
    }

    @Bean
    KafkaSources kafkaSources(TopicAdmin prepared, KafkaProperties properties, MeterRegistry meters) {
        return new KafkaSources(properties, meters);
    }
}
