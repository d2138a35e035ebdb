package io.fluxim.access.push;

import io.fluxim.access.auth.Authenticator;
import io.fluxim.access.codec.JsonCodec;
import io.fluxim.access.session.Sessions;
import io.fluxim.inbox.VisibleHeads;
import io.fluxim.route.NodeTopics;
import io.fluxim.route.RouteProperties;
import io.fluxim.route.Routes;
import io.fluxim.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
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
    PushDispatcher pushDispatcher(Sessions sessions, JsonCodec codec, PushMeters meters, Tracing tracing) {
        return new PushDispatcher(sessions, codec, meters, tracing);
    }

    @Bean
    PushNode pushNode(NodeTopics topics, PushDispatcher dispatcher, Presence presence, PushMeters meters) {
        return new PushNode(topics, PushNode::newName, dispatcher, presence, meters, Schedulers.parallel());
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
}
