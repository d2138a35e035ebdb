package io.fluxim.access.logic.message;

import io.fluxim.directory.group.Groups;
import io.fluxim.directory.user.Users;
import io.fluxim.history.History;
import io.fluxim.inbox.members.Members;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the way of messages into the log, and the way back out of the history. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SendProperties.class)
public class SendConfiguration {

    @Bean
    AcceptedLog acceptedLog(RecordSink records, PartitionCounts partitions, Tracing tracing, MeterRegistry registry) {
        return new AcceptedLog(records, partitions.accepted(), tracing, new AcceptMeters(registry));
    }

    @Bean
    Sends sends(Users users, Groups groups, AcceptedLog log, SendProperties limits) {
        return new Sends(users, groups, log, limits);
    }

    @Bean
    Readable readable(Members members, Groups groups) {
        return new Readable(members, groups);
    }

    @Bean
    HistoryPages historyPages(History history) {
        return new HistoryPages(history);
    }
}
