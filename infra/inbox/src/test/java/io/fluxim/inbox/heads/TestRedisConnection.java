package io.fluxim.inbox.heads;

import io.fluxim.inbox.Samples;
import io.fluxim.testkit.TestStores;
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

    /** Loses everything but the scripts. */
    void flush() {
        redis.execute(connection -> connection.serverCommands().flushDb()).blockLast(Samples.SOON);
    }

    /** Loses the scripts, as a restart does. */
    void forgetScripts() {
        redis.execute(connection -> connection.scriptingCommands().scriptFlush())
                .blockLast(Samples.SOON);
    }

    @Override
    public void close() {
        factory.destroy();
    }
}
