package io.fluxim.access.socket.push;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.socket.session.Sessions;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.kafka.flow.Flow;
import io.fluxim.kafka.flow.FlowLifecycle;
import io.fluxim.route.NodeTopics;
import io.fluxim.route.RouteProperties;
import io.fluxim.route.Routes;
import io.fluxim.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Makes what is pushed to this node, and starts it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PushProperties.class)
public class PushConfiguration {

    /** After the connections have ended, which need their routes until then; before the stores are closed. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 10;

    @Bean
    PushMeters pushMeters(MeterRegistry registry) {
        return new PushMeters(registry);
    }

    @Bean
    HeadReconciler wakeups(Sessions sessions, VisibleHeads heads, PushProperties properties, PushMeters meters) {
        return new HeadReconciler(sessions, heads, properties, meters, Schedulers.parallel());
    }

    @Bean
    Presence presence(
            Sessions sessions,
            Routes routes,
            HeadReconciler wakeups,
            Authenticator authenticator,
            PushProperties properties,
            RouteProperties route,
            PushMeters meters) {
        return new Presence(
                sessions, routes, wakeups, authenticator, properties, route.renewal(), meters, Schedulers.parallel());
    }

    @Bean
    PushDispatcher pushDispatcher(Sessions sessions, PushMeters meters, Tracing tracing) {
        return new PushDispatcher(sessions, meters, tracing);
    }

    @Bean
    PushNode pushNode(NodeTopics topics, PushDispatcher dispatcher, Presence presence, PushMeters meters) {
        return new PushNode(topics, PushNode::newName, dispatcher, presence, meters, Schedulers.parallel());
    }

    @Bean
    FlowLifecycle pushFlow(PushNode node, MeterRegistry registry) {
        return flow("push", node::run, registry);
    }

    @Bean
    FlowLifecycle presenceFlow(Presence presence, MeterRegistry registry) {
        return flow("presence", presence::run, registry);
    }

    @Bean
    FlowLifecycle wakeupFlow(HeadReconciler wakeups, MeterRegistry registry) {
        return flow("wakeups", wakeups::run, registry);
    }

    private static FlowLifecycle flow(String name, Supplier<Publisher<?>> run, MeterRegistry registry) {
        return new FlowLifecycle(Flow.of(name, run), registry, PHASE);
    }

    /** Part of readiness: UP while pushes arrive. */
    @Bean
    HealthIndicator pushHealthIndicator(Presence presence) {
        return () -> (presence.ready() ? Health.up() : Health.outOfService()).build();
    }
}
