package io.fluxim.route;

import io.fluxim.protocol.topic.PartitionCounts;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.scheduler.Schedulers;

/** Routes and the nodes' topics, with leases, on the Redis that Spring Boot connects. */
@Configuration(proxyBeanMethods = false)
@Import(RedisConfiguration.class)
public class RouteConfiguration {

    @Bean
    Routes routes(ReactiveStringRedisTemplate redis, PartitionCounts partitions, RouteProperties properties) {
        return new RedisRoutes(redis, partitions.fanout(), properties.timeout(), properties.ttl());
    }

    @Bean(destroyMethod = "close")
    RedisNodeTopics nodeTopics(LettuceConnectionFactory redis, RouteProperties properties, MeterRegistry meters) {
        return new RedisNodeTopics(redis, properties.timeout(), Schedulers.parallel(), meters);
    }
}
