package io.fluxim.inbox;

import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.heads.RedisHeads;
import io.fluxim.inbox.heads.RedisVisibleHeads;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.protocol.topic.PartitionCounts;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Timelines and inboxes with their heads, on the stores that Spring Boot connects. */
@Configuration(proxyBeanMethods = false)
@Import(MongoConfiguration.class)
public class InboxConfiguration {

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
