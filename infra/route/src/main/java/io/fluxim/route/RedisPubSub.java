package io.fluxim.route;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.reactive.BaseRedisReactiveCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Redis's topics in the driver's words. On a cluster, which has to be of Redis 7 or newer, they are sharded: a plain one would
 * be sent to every server of it.
 */
final class RedisPubSub implements AutoCloseable {

    private static final RedisCodec<byte[], byte[]> BYTES = ByteArrayCodec.INSTANCE;

    private final LettuceConnectionFactory factory;
    /** For publishing; kept while it lives, and it connects again by itself. */
    private final AtomicReference<Optional<StatefulConnection<byte[], byte[]>>> publisher =
            new AtomicReference<>(Optional.empty());

    /** The publishing connection answers no more: a network may swallow everything and close nothing. */
    private final AtomicBoolean distrusted = new AtomicBoolean();

    private final Mono<BaseRedisReactiveCommands<byte[], byte[]>> commands = Mono.fromCallable(this::commands)
            .subscribeOn(Schedulers.boundedElastic())
            .cacheInvalidateIf(connected -> distrusted.getAndSet(false)); // what fails is not kept either

    /** Of the servers and with the options of these connections. */
    RedisPubSub(LettuceConnectionFactory factory) {
        this.factory = factory;
    }

    /** How many heard it. */
    Mono<Long> publish(byte[] topic, byte[] message) {
        return commands.flatMap(to -> sharded() ? to.spublish(topic, message) : to.publish(topic, message));
    }

    /** Publishing goes over another connection from now on. */
    void distrust() {
        publisher.getAndSet(Optional.empty()).ifPresent(connection -> {
            distrusted.set(true);
            connection.closeAsync();
        });
    }

    /** A connection to listen with; to be closed by who asked. */
    Mono<StatefulRedisPubSubConnection<byte[], byte[]>> connect() {
        return Mono.fromCallable(this::listener).subscribeOn(Schedulers.boundedElastic());
    }

    /** Completes when the server has confirmed. */
    Mono<Void> subscribe(StatefulRedisPubSubConnection<byte[], byte[]> connection, byte[] topic) {
        return Mono.fromCompletionStage(() -> sharded()
                ? connection.async().ssubscribe(topic)
                : connection.async().subscribe(topic));
    }

    @Override
    public void close() {
        publisher.getAndSet(Optional.empty()).ifPresent(StatefulConnection::closeAsync);
    }

    private boolean sharded() {
        return factory.isClusterAware();
    }

    private StatefulRedisPubSubConnection<byte[], byte[]> listener() {
        return factory.getRequiredNativeClient() instanceof RedisClusterClient cluster
                ? cluster.connectPubSub(BYTES)
                : single().connectPubSub(BYTES);
    }

    private BaseRedisReactiveCommands<byte[], byte[]> commands() {
        if (factory.getRequiredNativeClient() instanceof RedisClusterClient cluster) {
            StatefulRedisClusterConnection<byte[], byte[]> connection = cluster.connect(BYTES);
            publisher.set(Optional.of(connection));
            return connection.reactive();
        }
        var connection = single().connect(BYTES);
        publisher.set(Optional.of(connection));
        return connection.reactive();
    }

    private RedisClient single() {
        return (RedisClient) factory.getRequiredNativeClient();
    }
}
