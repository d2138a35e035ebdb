package io.fluxim.audit;

import io.fluxim.history.History;
import io.fluxim.history.HistoryConfiguration;
import io.fluxim.inbox.Heads;
import io.fluxim.inbox.Inbox;
import io.fluxim.inbox.InboxConfiguration;
import io.fluxim.inbox.Members;
import io.fluxim.inbox.Retention;
import io.fluxim.inbox.RetentionProperties;
import io.fluxim.inbox.Timeline;
import io.fluxim.inbox.VisibleHeads;
import io.fluxim.kafka.KafkaProgress;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.kafka.Topic;
import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.scheduler.Schedulers;

/** The auditor on the stores that Spring Boot connects. It makes no topic, other than the applications do. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AuditProperties.class, KafkaProperties.class})
@Import({InboxConfiguration.class, HistoryConfiguration.class})
public class AuditConfiguration {

    @Bean
    PartitionCounts partitionCounts(KafkaProperties kafka) {
        return new PartitionCounts(
                kafka.partitions(Topic.ACCEPTED), kafka.partitions(Topic.SEQUENCED), kafka.partitions(Topic.FANOUT));
    }

    @Bean
    KafkaProgress kafkaProgress(KafkaProperties kafka) {
        return new KafkaProgress(kafka);
    }

    @Bean
    Stores.Mongo auditedMongo(Timeline timeline, Inbox inbox, Members members, Retention retention) {
        return new Stores.Mongo(timeline, inbox, members, retention);
    }

    @Bean
    Stores auditedStores(Stores.Mongo mongo, History history, Heads heads, VisibleHeads visible) {
        return new Stores(mongo, history, new Stores.Redis(heads, visible));
    }

    @Bean
    Auditor auditor(
            Stores stores,
            KafkaProgress progress,
            PartitionCounts partitions,
            AuditProperties properties,
            RetentionProperties inbox) {
        return new Auditor(
                stores,
                new Auditor.Kafka(reader -> progress.of(reader.group(), reader.topic()), partitions),
                properties.limits(inbox.retention()),
                Clock.systemUTC(),
                Schedulers.parallel());
    }
}
