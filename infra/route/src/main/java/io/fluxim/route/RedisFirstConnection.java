package io.fluxim.route;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Connects to Redis while the program starts: Spring Data opens its shared connection on the thread that first needs it,
 * and waits for it there. No thread of a flow may wait, least of all an event loop, on which the connection would have to be
 * made. A Redis that is away does not stop the start, since all it holds can be lost: until the first connection, which is
 * tried again on a thread that may wait, every call fails at once, as it does in an outage. Later ones Lettuce mends itself.
 */
final class RedisFirstConnection implements SmartInitializingSingleton, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisFirstConnection.class);

    private final ReactiveRedisConnectionFactory factory;
    private final Duration pause;
    private final Disposable.Swap trying = Disposables.swap();
    private volatile boolean connected;

    /** @param pause between two tries */
    RedisFirstConnection(ReactiveRedisConnectionFactory factory, Duration pause) {
        this.factory = factory;
        this.pause = pause;
    }

    /** Connections that nobody has to wait for. */
    ReactiveRedisConnectionFactory connections() {
        return new Ready();
    }

    /** Whether such connections, or Boot's own, are to a cluster. */
    static boolean isCluster(ReactiveRedisConnectionFactory connections) {
        return connections instanceof Ready ready
                ? ready.isCluster()
                : connections instanceof LettuceConnectionFactory lettuce && lettuce.isClusterAware();
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            connect();
        } catch (DataAccessException e) {
            LOG.warn("redis-away-at-start cause={}", e.getMessage());
            trying.replace(Mono.fromRunnable(this::connect)
                    .subscribeOn(Schedulers.boundedElastic())
                    .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, pause))
                    .subscribe());
        }
    }

    @Override
    public void close() {
        trying.dispose();
    }

    private void connect() {
        ReactiveRedisConnection first = factory.getReactiveConnection();
        connected = true;
        first.close();
    }

    private final class Ready implements ReactiveRedisConnectionFactory {

        boolean isCluster() {
            return RedisFirstConnection.isCluster(factory);
        }

        @Override
        public ReactiveRedisConnection getReactiveConnection() {
            requireConnected();
            return factory.getReactiveConnection();
        }

        @Override
        public ReactiveRedisClusterConnection getReactiveClusterConnection() {
            requireConnected();
            return factory.getReactiveClusterConnection();
        }

        @Override
        public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException e) {
            return factory.translateExceptionIfPossible(e);
        }

        private void requireConnected() {
            if (!connected) {
                throw new RedisConnectionFailureException("no connection to Redis yet");
            }
        }
    }
}
