package io.fluxim.route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;

/**
 * Connects to Redis while the program starts: Spring Data opens its shared connection on the thread that first needs it,
 * and waits for it there; no thread of a flow may wait. A Redis that is away does not stop the start, since all it holds
 * can be lost.
 */
final class RedisFirstConnection implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(RedisFirstConnection.class);

    private final ReactiveRedisConnectionFactory connections;

    RedisFirstConnection(ReactiveRedisConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            connections.getReactiveConnection().close();
        } catch (DataAccessException e) {
            log.warn("redis-away-at-start cause={}", e.getMessage());
        }
    }
}
