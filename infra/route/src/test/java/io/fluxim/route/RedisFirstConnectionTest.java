package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import reactor.core.scheduler.Schedulers;

class RedisFirstConnectionTest {

    @Test
    void givenRedis_whenStarted_thenConnectionsAreGiven() {
        try (RedisFirstConnection first = new RedisFirstConnection(new AwayAtFirst(0), Duration.ofMillis(1))) {
            first.afterSingletonsInstantiated();
            assertThat(first.connections().getReactiveConnection()).isNotNull();
        }
    }

    @Test
    void givenRedisAwayAtStart_whenItComes_thenCallsFailAtOnceUntilThen() throws InterruptedException {
        AwayAtFirst redis = new AwayAtFirst(3);
        try (RedisFirstConnection first = new RedisFirstConnection(redis, Duration.ofMillis(1))) {
            assertThatThrownBy(() -> first.connections().getReactiveConnection())
                    .isInstanceOf(RedisConnectionFailureException.class);
            assertThat(redis.asked.get()).as("no caller connects").isZero();

            first.afterSingletonsInstantiated();
            assertThat(redis.connected.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(redis.onLoop.get()).isZero();
            assertThat(first.connections().getReactiveConnection()).isNotNull();
        }
    }

    /** Refuses so many connections, then gives them. */
    private static final class AwayAtFirst implements ReactiveRedisConnectionFactory {

        private final int refusals;
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger onLoop = new AtomicInteger();
        /** Closed: the first one that was given. */
        private final CountDownLatch connected = new CountDownLatch(1);

        AwayAtFirst(int refusals) {
            this.refusals = refusals;
        }

        @Override
        public ReactiveRedisConnection getReactiveConnection() {
            if (Schedulers.isInNonBlockingThread()) {
                onLoop.incrementAndGet();
            }
            if (asked.getAndIncrement() < refusals) {
                throw new RedisConnectionFailureException("away");
            }
            return (ReactiveRedisConnection) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ReactiveRedisConnection.class},
                    (proxy, method, arguments) -> {
                        connected.countDown();
                        return null;
                    });
        }

        @Override
        public ReactiveRedisClusterConnection getReactiveClusterConnection() {
            throw new UnsupportedOperationException("no cluster");
        }

        @Override
        public DataAccessException translateExceptionIfPossible(RuntimeException e) {
            return new RedisConnectionFailureException("away", e);
        }
    }
}
