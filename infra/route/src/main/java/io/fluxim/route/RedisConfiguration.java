package io.fluxim.route;

import io.fluxim.loops.EventLoops;
import io.fluxim.loops.LoopsConfiguration;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Leases and the clock of the Redis that Spring Boot connects: for who neither has nor finds routes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteProperties.class)
@Import(LoopsConfiguration.class)
public class RedisConfiguration {

    private static final Duration RETRY_FIRST_CONNECTION = Duration.ofSeconds(1);
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

    @Bean(destroyMethod = "close")
    RedisFirstConnection redisFirstConnection(ReactiveRedisConnectionFactory connections) {
        return new RedisFirstConnection(connections, RETRY_FIRST_CONNECTION);
    }

    /** In the place of Boot's, whose first use waits for a connection on the thread that it is used on. */
    @Bean
    ReactiveStringRedisTemplate reactiveStringRedisTemplate(RedisFirstConnection first) {
        return new ReactiveStringRedisTemplate(first.connections());
    }

    /**
     * While Redis is away a call fails at once: queued calls would have no bound, and would run when nobody waits. Every call
     * has a time-out of ours; Lettuce's own would remember each cancelled call, and the session behind it, for a minute.
     */
    @Bean
    LettuceClientOptionsBuilderCustomizer redisFailsFast() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.create());
    }

    /**
     * Replaces Boot's, on the shared event loops, with two differences. Lettuce's own delay between two tries to connect grows to
     * 30 s; after an outage nobody would be pushed to for as long. And nothing is traced, as Boot does where there are meters: a
     * command that is cancelled before it was sent then throws out of the cancellation, and its caller, a session or a time-out,
     * never learns that it has ended.
     */
    @Bean(destroyMethod = "shutdown")
    ClientResources redisResources(EventLoops loops) {
        return ClientResources.builder()
                .eventLoopGroupProvider(new RedisEventLoops(loops))
                .eventExecutorGroup(loops.group())
                .timer(loops.timer())
                .reconnectDelay(Delay.fullJitter(
                        SOONEST_RECONNECT, LATEST_RECONNECT, RECONNECT_BASE_MILLIS, TimeUnit.MILLISECONDS))
                .build();
    }
}
