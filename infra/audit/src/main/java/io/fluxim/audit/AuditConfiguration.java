package io.fluxim.audit;

import io.fluxim.history.History;
import io.fluxim.history.HistoryConfiguration;
import io.fluxim.inbox.InboxConfiguration;
import io.fluxim.inbox.RetentionProperties;
import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.kafka.TopicsProperties;
import io.fluxim.kafka.source.KafkaProgress;
import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** The auditor on the stores that Spring Boot connects. It makes no topic, other than the applications do. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AuditProperties.class, KafkaProperties.class})
@Import({InboxConfiguration.class, HistoryConfiguration.class})
public class AuditConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AuditConfiguration.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    /** As the keys say, or else the topics, which others make: it waits for them. */
    @Bean
    PartitionCounts partitionCounts(KafkaProperties keys, KafkaProgress kafka) {
        TopicsProperties.Counts told = keys.topics().partitions();
        Mono<PartitionCounts> counts = told.accepted() > 0 && told.sequenced() > 0 && told.fanout() > 0
                ? Mono.just(new PartitionCounts(told.accepted(), told.sequenced(), told.fanout()))
                : kafka.counts()
                        .doOnError(e -> LOG.warn("topics_awaited cause={}", e.toString()))
                        .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN));
        return counts.timeout(keys.startTimeout())
                .blockOptional()
                .orElseThrow(() -> new IllegalStateException("the topics have no partitions"));
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
