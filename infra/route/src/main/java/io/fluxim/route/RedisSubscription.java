package io.fluxim.route;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * What is published on one topic, over a connection of its own, for as long as nothing can have been missed: the driver would
 * connect and subscribe again by itself, and nobody would learn of the time between. It also speaks to itself now and then, and
 * fails when it does not hear it: a network may swallow everything without closing a connection.
 */
final class RedisSubscription {

    /** How often it speaks to itself. */
    static final Duration BEAT = Duration.ofSeconds(5);
    /** A subscription that hears nothing for this long has lost its topic. */
    static final Duration SILENCE = Duration.ofSeconds(12);

    private static final byte[] NOTHING = {};

    private final RedisPubSub redis;
    private final byte[] topic;
    private final Duration timeout;
    private final Scheduler scheduler;
    private final Sinks.Empty<Void> ready = Sinks.empty();
    private final AtomicLong heard = new AtomicLong();

    RedisSubscription(RedisPubSub redis, byte[] topic, Duration timeout, Scheduler scheduler) {
        this.redis = redis;
        this.topic = topic.clone();
        this.timeout = timeout;
        this.scheduler = scheduler;
    }

    /** Completes when the server has confirmed the subscription of {@link #messages}; fails when they end before. */
    Mono<Void> ready() {
        return ready.asMono();
    }

    /** In order, on the connection's own thread; never ends but with an error. */
    Flux<byte[]> messages() {
        return Flux.usingWhen(redis.connect(), this::over, connection -> Mono.fromFuture(connection.closeAsync()))
                .doOnError(ready::tryEmitError)
                .doFinally(signal -> ready.tryEmitError(new CancellationException("the subscription ended")));
    }

    private Flux<byte[]> over(StatefulRedisPubSubConnection<byte[], byte[]> connection) {
        Mono<Void> subscribed = redis.subscribe(connection, topic)
                .timeout(timeout, scheduler)
                .doOnSuccess(done -> heard.set(now()))
                .doOnSuccess(done -> ready.tryEmitEmpty());
        Flux<byte[]> told = Flux.create(sink -> new Ear(sink).to(connection));
        return told.mergeWith(subscribed.thenMany(beats()));
    }

    private Flux<byte[]> beats() {
        return Flux.interval(BEAT, scheduler)
                .onBackpressureDrop()
                .switchMap(tick -> now() - heard.get() > SILENCE.toNanos()
                        ? silent()
                        : redis.publish(topic, NOTHING).onErrorComplete()) // given up at the next beat
                .thenMany(Flux.never());
    }

    /** Either of the two connections may be the one that is dead. */
    private Mono<Long> silent() {
        return Mono.error(() -> {
            redis.distrust();
            return new IllegalStateException("nothing was heard for " + SILENCE);
        });
    }

    private long now() {
        return scheduler.now(TimeUnit.NANOSECONDS);
    }

    /** Hears what is said, and that it may have missed something. */
    private final class Ear extends RedisPubSubAdapter<byte[], byte[]> implements RedisConnectionStateListener {

        private final FluxSink<byte[]> sink;
        private volatile boolean confirmed; // a connection that comes back may be on another loop

        Ear(FluxSink<byte[]> sink) {
            this.sink = sink;
        }

        void to(StatefulRedisPubSubConnection<byte[], byte[]> connection) {
            connection.addListener((RedisConnectionStateListener) this);
            connection.addListener((RedisPubSubListener<byte[], byte[]>) this);
        }

        @Override
        public void message(byte[] channel, byte[] message) {
            heard.set(now());
            if (message.length > 0) {
                sink.next(message);
            }
        }

        @Override
        public void smessage(byte[] channel, byte[] message) {
            message(channel, message);
        }

        @Override
        public void subscribed(byte[] channel, long count) {
            if (confirmed) {
                broken("subscribed once more");
            }
            confirmed = true;
        }

        @Override
        public void ssubscribed(byte[] channel, long count) {
            subscribed(channel, count);
        }

        @Override
        public void sunsubscribed(byte[] channel, long count) {
            broken("the topic moved to another server");
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            broken("disconnected");
        }

        private void broken(String how) {
            if (!sink.isCancelled()) {
                sink.error(new IllegalStateException("pushes may have been missed: " + how));
            }
        }
    }
}
