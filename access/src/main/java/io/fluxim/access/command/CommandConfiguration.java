package io.fluxim.access.command;

import io.fluxim.access.limit.RateLimits;
import io.fluxim.access.sync.SyncHandler;
import io.fluxim.directory.Groups;
import io.fluxim.directory.Users;
import io.fluxim.kafka.RecordSink;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes what answers commands. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandProperties.class)
public class CommandConfiguration {

    @Bean
    CommandMeters commandMeters(MeterRegistry registry) {
        return new CommandMeters(registry);
    }

    @Bean
    AcceptedLog acceptedLog(RecordSink records, PartitionCounts partitions, Tracing tracing, CommandMeters meters) {
        return new AcceptedLog(records, partitions.accepted(), tracing, meters);
    }

    @Bean
    SendHandler sendHandler(Users users, Groups groups, AcceptedLog log) {
        return new SendHandler(users, groups, log);
    }

    @Bean
    CommandHandler commandHandler(
            SendHandler sends,
            SyncHandler syncs,
            RateLimits rates,
            CommandProperties properties,
            CommandMeters meters) {
        return new CommandHandler(sends, syncs, rates, properties, meters);
    }
}
