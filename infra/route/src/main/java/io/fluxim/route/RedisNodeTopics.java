package io.fluxim.route;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.topic.Codecs;
import io.fluxim.protocol.topic.Push;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * {@link NodeTopics} in Redis: topic {@code push:<node>}, sharded on a cluster. Counts {@code im.route.pushes{outcome}}:
 * {@code heard}; {@code unheard}, nobody listens; {@code skipped}, it was unheard a moment ago; {@code failed}, Redis did
 * not take it; {@code unreadable}, what came was no push.
 */
public final class RedisNodeTopics implements NodeTopics, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisNodeTopics.class);

    /** How long a node is left out that did not hear. */
    private static final Duration SKIP = Duration.ofSeconds(1);
    /** Nodes left out at once, far beyond what dies in a second. */
    private static final int MOST_SKIPPED = 1_000;
    /** Nodes that are written to at once; the pushes of one node go one after another. */
    private static final int IN_FLIGHT = 16;

    private final RedisPubSub redis;
    private final Duration timeout;
    private final Scheduler scheduler;
    private final Cache<NodeId, Boolean> deaf;
    private final Counter heard;
    private final Counter unheard;
    private final Counter skipped;
    private final Counter failed;
    private final Counter unreadable;

    /**
     * @param timeout longest wait for one call
     */
    public RedisNodeTopics(
            LettuceConnectionFactory factory, Duration timeout, Scheduler scheduler, MeterRegistry meters) {
        this.redis = new RedisPubSub(factory);
        this.timeout = timeout;
        this.scheduler = scheduler;
        this.deaf = Caffeine.newBuilder()
                .expireAfterWrite(SKIP)
                .maximumSize(MOST_SKIPPED)
                .build();
        this.heard = meters.counter("im.route.pushes", "outcome", "heard");
        this.unheard = meters.counter("im.route.pushes", "outcome", "unheard");
        this.skipped = meters.counter("im.route.pushes", "outcome", "skipped");
        this.failed = meters.counter("im.route.pushes", "outcome", "failed");
        this.unreadable = meters.counter("im.route.pushes", "outcome", "unreadable");
    }

    @Override
    public Mono<Void> publish(List<Push> pushes) {
        Map<NodeId, List<Push>> byNode = pushes.stream().collect(Collectors.groupingBy(Push::node));
        return Flux.fromIterable(byNode.values())
                .flatMap(ofOne -> Flux.fromIterable(ofOne).concatMap(this::publish), IN_FLIGHT)
                .then();
    }

    private Mono<Long> publish(Push push) {
        if (deaf.getIfPresent(push.node()) != null) {
            skipped.increment();
            return Mono.empty();
        }
        return Mono.defer(() -> redis.publish(topic(push.node()), Codecs.PUSH.encode(push)))
                .timeout(timeout, scheduler)
                .doOnNext(listeners -> published(push.node(), listeners))
                .doOnError(TimeoutException.class, silent -> redis.distrust())
                .onErrorResume(e -> {
                    failed.increment();
                    LOG.debug("push_not_published node={} cause={}", push.node(), e.toString());
                    return Mono.empty();
                });
    }

    private void published(NodeId node, long listeners) {
        if (listeners > 0) {
            heard.increment();
        } else {
            unheard.increment();
            deaf.put(node, true);
        }
    }

    @Override
    public Subscription subscribe(NodeId node) {
        RedisSubscription subscription = new RedisSubscription(redis, topic(node), timeout, scheduler);
        return new Subscription(subscription.ready(), subscription.messages().mapNotNull(this::read));
    }

    private @Nullable Push read(byte[] message) {
        try {
            return Codecs.PUSH.decode(message);
        } catch (RuntimeException e) { // InvalidInput, or a defect of the codec: the next one may be read
            unreadable.increment();
            LOG.warn("push_unreadable bytes={} cause={}", message.length, e.toString());
            return null;
        }
    }

    private static byte[] topic(NodeId node) {
        return ("push:" + node).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        redis.close();
    }
}
