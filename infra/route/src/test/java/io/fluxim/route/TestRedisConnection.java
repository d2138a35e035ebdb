package io.fluxim.route;

import io.fluxim.testkit.TestStores;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** A logical database of Redis of one test class, empty at first. */
final class TestRedisConnection implements AutoCloseable {

    private final LettuceConnectionFactory factory = new LettuceConnectionFactory(
            LettuceConnectionFactory.createRedisConfiguration(TestStores.redis().freshUrl()));

    private final ReactiveStringRedisTemplate redis;

    TestRedisConnection() {
        factory.afterPropertiesSet();
        factory.start();
        redis = new ReactiveStringRedisTemplate(factory);
        flush();
    }

    ReactiveStringRedisTemplate redis() {
        return redis;
    }

    LettuceConnectionFactory factory() {
        return factory;
    }

    /** Lets nobody's commands be answered for so long. */
    void pause(Duration time) {
        try (StatefulRedisConnection<String, String> connection =
                ((RedisClient) factory.getRequiredNativeClient()).connect()) {
            connection.sync().clientPause(time.toMillis());
        }
    }

    /** Loses everything but the scripts. */
    void flush() {
        redis.execute(connection -> connection.serverCommands().flushDb()).blockLast(RoutesContract.SOON);
    }

    /** Loses the scripts, as a restart does. */
    void forgetScripts() {
        redis.execute(connection -> connection.scriptingCommands().scriptFlush())
                .blockLast(RoutesContract.SOON);
    }

    @Override
    public void close() {
        factory.destroy();
    }
}
