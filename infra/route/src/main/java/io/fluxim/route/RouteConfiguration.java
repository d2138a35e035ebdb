package io.fluxim.route;

import io.fluxim.protocol.topic.PartitionCounts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.scheduler.Schedulers;

/** Routes and slots, with leases, on the Redis that Spring Boot connects. */
@Configuration(proxyBeanMethods = false)
@Import(RedisConfiguration.class)
public class RouteConfiguration {

    @Bean
    Routes routes(ReactiveStringRedisTemplate redis, PartitionCounts partitions, RouteProperties properties) {
        return new RedisRoutes(redis, partitions.fanout(), properties.timeout(), properties.ttl());
    }

    @Bean
    Slots slots(Leases leases, PartitionCounts partitions, RouteProperties properties) {
        return new Slots(leases, partitions.push(), properties.slotTtl(), Schedulers.parallel());
    }
}
