package io.fluxim.inbox;

import io.fluxim.protocol.topic.PartitionCounts;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Timelines and inboxes on the stores that Spring Boot connects. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InboxProperties.class, RetentionProperties.class})
public class InboxConfiguration {

    @Bean
    MongoCollections mongoCollections(ReactiveMongoDatabaseFactory databases, InboxProperties properties) {
        return new MongoCollections(databases.getMongoDatabase(), properties.writeTimeout());
    }

    @Bean
    Timeline timeline(MongoCollections collections, InboxProperties properties) {
        return new MongoTimeline(collections, properties.mongo());
    }

    @Bean
    Inbox inbox(MongoCollections collections, InboxProperties properties) {
        return new MongoInbox(collections, properties.mongo());
    }

    @Bean
    Members members(MongoCollections collections, InboxProperties properties) {
        return new MongoMembers(collections, properties.mongo());
    }

    @Bean
    Watermarks watermarks(MongoCollections collections, InboxProperties properties) {
        return new MongoWatermarks(collections, properties.mongo());
    }

    @Bean
    Epochs epochs(MongoCollections collections, InboxProperties properties) {
        return new MongoEpochs(collections, properties.mongo());
    }

    @Bean
    Retention retention(MongoCollections collections, InboxProperties properties) {
        return new MongoRetention(collections, properties.mongo());
    }

    @Bean
    Heads heads(ReactiveStringRedisTemplate redis, InboxProperties properties) {
        return new RedisHeads(redis, properties.redisTimeout(), properties.headTtl());
    }

    @Bean
    VisibleHeads visibleHeads(
            ReactiveStringRedisTemplate redis,
            Inbox inbox,
            PartitionCounts partitions,
            InboxProperties properties,
            MeterRegistry meters) {
        RedisVisibleHeads.Limits limits = new RedisVisibleHeads.Limits(
                partitions.fanout(), properties.redisTimeout(), properties.visibleHeadTtl());
        return new RedisVisibleHeads(redis, inbox, limits, meters);
    }
}
