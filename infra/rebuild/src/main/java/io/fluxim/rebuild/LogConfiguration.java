package io.fluxim.rebuild;

import io.fluxim.kafka.KafkaConfiguration;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.kafka.source.KafkaProgress;
import io.fluxim.kafka.source.KafkaSources;
import io.fluxim.protocol.topic.PartitionCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The log, and who else reads it: what every rebuild begins with. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaConfiguration.class)
class LogConfiguration {

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    KafkaProgress kafkaProgress(KafkaProperties kafka) {
        return new KafkaProgress(kafka);
    }

    @Bean
    Log log(KafkaSources sources, PartitionCounts counts) {
        return new Log(sources, counts);
    }
}
