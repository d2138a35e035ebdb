package io.fluxim.route;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.Delay;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Leases and the clock of the Redis that Spring Boot connects: for who neither has nor finds routes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteProperties.class)
public class RedisConfiguration {

    private static final Duration SOONEST_RECONNECT = Duration.ofMillis(50);
    private static final Duration LATEST_RECONNECT = Duration.ofSeconds(1);
    private static final long RECONNECT_BASE_MILLIS = 100;

    @Bean
    Leases leases(ReactiveStringRedisTemplate redis, RouteProperties properties) {
        return new RedisLeases(redis, properties.timeout());
    }

    @Bean
    RedisClock redisClock(ReactiveStringRedisTemplate redis, RouteProperties properties) {
        return new RedisClock(redis, Clock.systemUTC(), properties.timeout());
    }

    @Bean
    RedisFirstConnection redisFirstConnection(ReactiveRedisConnectionFactory connections) {
        return new RedisFirstConnection(connections);
    }

    /** While Redis is away a call fails at once: queued calls would have no bound, and would run when nobody waits. */
    @Bean
    LettuceClientOptionsBuilderCustomizer redisFailsFast() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }

    /** Lettuce's own delay grows to 30 s: so long would nobody be pushed to after an outage of the same length. */
    @Bean
    ClientResourcesBuilderCustomizer redisReconnectsSoon() {
        Delay delay =
                Delay.fullJitter(SOONEST_RECONNECT, LATEST_RECONNECT, RECONNECT_BASE_MILLIS, TimeUnit.MILLISECONDS);
        return resources -> resources.reconnectDelay(delay);
    }
}
