package io.fluxim.access.logic.outbox;

import io.fluxim.directory.outbox.Outbox;
import io.fluxim.kafka.flow.Flow;
import io.fluxim.kafka.flow.FlowLifecycle;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.route.Leases;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Runs the relay; every access node offers itself for it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxConfiguration {

    @Bean
    OutboxRelay.Stores outboxStores(Outbox outbox, RecordSink records, Leases leases, PartitionCounts partitions) {
        return new OutboxRelay.Stores(outbox, records, leases, partitions.accepted());
    }

    @Bean
    FlowLifecycle outboxFlow(OutboxRelay.Stores stores, OutboxProperties properties, MeterRegistry registry) {
        String holder = UUID.randomUUID().toString();
        OutboxRelay relay =
                new OutboxRelay(stores, properties, new OutboxMeters(registry), holder, Schedulers.parallel());
        return new FlowLifecycle(Flow.of("outbox-relay", relay::run), registry);
    }
}
