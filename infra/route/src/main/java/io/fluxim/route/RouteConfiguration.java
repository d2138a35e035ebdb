package io.fluxim.route;

import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.scheduler.Schedulers;

/** Routes, slots and leases on the Redis that Spring Boot connects. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteProperties.class)
public class RouteConfiguration {

    @Bean
    Routes routes(ReactiveStringRedisTemplate redis, PartitionCounts partitions, RouteProperties properties) {
        return new RedisRoutes(redis, partitions.fanout(), properties.timeout(), properties.ttl());
    }

    @Bean
    Leases leases(ReactiveStringRedisTemplate redis, RouteProperties properties) {
        return new RedisLeases(redis, properties.timeout());
    }

    @Bean
    Slots slots(Leases leases, PartitionCounts partitions, RouteProperties properties) {
        return new Slots(leases, partitions.push(), properties.slotTtl(), Schedulers.parallel());
    }

    @Bean
    RedisClock redisClock(ReactiveStringRedisTemplate redis, RouteProperties properties) {
        return new RedisClock(redis, Clock.systemUTC(), properties.timeout());
    }
}
