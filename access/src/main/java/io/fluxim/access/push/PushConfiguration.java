package io.fluxim.access.push;

import io.fluxim.access.auth.Authenticator;
import io.fluxim.access.codec.JsonCodec;
import io.fluxim.access.session.Sessions;
import io.fluxim.inbox.VisibleHeads;
import io.fluxim.kafka.KafkaSources;
import io.fluxim.kafka.KafkaTail;
import io.fluxim.kafka.Topic;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.topic.Push;
import io.fluxim.route.RouteProperties;
import io.fluxim.route.Routes;
import io.fluxim.route.Slots;
import io.fluxim.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import java.util.function.IntFunction;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Makes what is pushed to this node, and starts it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PushProperties.class)
public class PushConfiguration {

    /** Random: a restart is another node, and what was pushed to the old one is not for it. */
    @Bean
    NodeId nodeId() {
        return new NodeId(UUID.randomUUID().toString());
    }

    @Bean
    PushMeters pushMeters(MeterRegistry registry) {
        return new PushMeters(registry);
    }

    @Bean
    Wakeups wakeups(Sessions sessions, VisibleHeads heads, PushProperties properties, PushMeters meters) {
        return new Wakeups(sessions, heads, properties, meters, Schedulers.parallel());
    }

    @Bean
    Presence presence(
            Sessions sessions,
            Routes routes,
            Wakeups wakeups,
            Authenticator authenticator,
            PushProperties properties,
            RouteProperties route,
            PushMeters meters) {
        return new Presence(
                sessions, routes, wakeups, authenticator, properties, route.renewal(), meters, Schedulers.parallel());
    }

    @Bean
    PushDispatcher pushDispatcher(NodeId node, Sessions sessions, JsonCodec codec, PushMeters meters, Tracing tracing) {
        return new PushDispatcher(node, sessions, codec, meters, tracing);
    }

    @Bean
    PushNode pushNode(
            NodeId node,
            Slots slots,
            KafkaSources sources,
            PushDispatcher dispatcher,
            Presence presence,
            PushMeters meters) {
        return new PushNode(node, slots, tails(sources), dispatcher, presence, meters, Schedulers.parallel());
    }

    @Bean
    PushLifecycle pushLifecycle(PushNode node, Presence presence, Wakeups wakeups) {
        return new PushLifecycle(node, presence, wakeups);
    }

    /** Part of readiness: UP while pushes arrive. */
    @Bean
    HealthIndicator pushHealthIndicator(Presence presence) {
        return () -> (presence.ready() ? Health.up() : Health.outOfService()).build();
    }

    private static IntFunction<PushNode.Tail> tails(KafkaSources sources) {
        return slot -> {
            KafkaTail<Push> tail = sources.tail(Topic.PUSH, slot);
            return new PushNode.Tail(tail.ready(), tail.records());
        };
    }
}
