package io.fluxim.access.socket.connection;

import io.fluxim.access.gate.auth.ThrottledAuthenticator;
import io.fluxim.access.gate.limit.ClientAddresses;
import io.fluxim.access.gate.limit.ConnectionLimiter;
import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.access.gate.port.PortProperties;
import io.fluxim.access.socket.command.CommandHandler;
import io.fluxim.access.socket.dialect.fluxim.JsonCodec;
import io.fluxim.access.socket.outbound.OutboundMeters;
import io.fluxim.access.socket.outbound.OutboundProperties;
import io.fluxim.access.socket.push.Presence;
import io.fluxim.access.socket.session.Sessions;
import io.fluxim.access.socket.sync.Acks;
import io.fluxim.access.socket.sync.SyncProperties;
import io.fluxim.directory.user.Users;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Epochs;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.kafka.flow.Flow;
import io.fluxim.kafka.flow.FlowLifecycle;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import reactor.core.scheduler.Schedulers;

/** Opens {@code /ws}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ConnectionProperties.class, DrainProperties.class})
public class ConnectionConfiguration {

    /** What watches over connections runs until they are drained. */
    private static final int WHILE_CONNECTED = SmartLifecycle.DEFAULT_PHASE - 5;

    @Bean
    SessionOpener.Stores welcomeStores(VisibleHeads heads, Inbox inbox, Epochs epochs) {
        return new SessionOpener.Stores(heads, inbox, epochs);
    }

    @Bean
    SessionOpener welcome(
            Presence presence, SessionOpener.Stores stores, ConnectionProperties connections, SyncProperties sync) {
        return new SessionOpener(presence, stores, connections, sync);
    }

    @Bean
    Connection.Parts connectionParts(
            SessionOpener welcome,
            CommandHandler commands,
            ConnectionProperties properties,
            PortProperties socket,
            OutboundProperties outbound) {
        return new Connection.Parts(welcome, commands, properties, socket.frames(), outbound);
    }

    @Bean
    WebSocketEdge.Desk sessionDesk(
            Sessions sessions, Presence presence, OutboundMeters outbound, MeterRegistry registry, Clock clock) {
        return new WebSocketEdge.Desk(sessions, presence, outbound, new ConnectionMeters(registry, sessions), clock);
    }

    @Bean
    WebSocketEdge.Gate handshakeGate(
            ClientAddresses addresses,
            RateLimits rates,
            ConnectionLimiter seats,
            ThrottledAuthenticator door,
            Users users) {
        return new WebSocketEdge.Gate(addresses, rates, seats, new Handshake(door, users, new JsonCodec()));
    }

    @Bean
    WebSocketEdge webSocketEdge(WebSocketEdge.Gate gate, Connection.Parts parts, WebSocketEdge.Desk desk) {
        return new WebSocketEdge(gate, parts, desk);
    }

    @Bean
    HandlerMapping webSocketMapping(WebSocketEdge edge) {
        return new SimpleUrlHandlerMapping(Map.of("/ws", edge), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    IdleConnectionReaper patrol(Sessions sessions, ConnectionProperties properties, Clock clock) {
        return new IdleConnectionReaper(sessions, properties, clock, Schedulers.parallel());
    }

    /** @param phase how long Spring waits for what stops first, before it stops what that needs */
    @Bean
    Drain drain(
            WebSocketEdge edge,
            Sessions sessions,
            DrainProperties properties,
            OutboundProperties outbound,
            @Value("${spring.lifecycle.timeout-per-shutdown-phase:30s}") Duration phase) {
        Duration longest = Drain.longest(properties, outbound.closeGrace());
        if (longest.compareTo(phase) > 0) {
            throw new IllegalArgumentException("spring.lifecycle.timeout-per-shutdown-phase must be >= " + longest
                    + " (im.access.connection.drain.spread + .answer-within, im.access.outbound.close-grace, and 2s),"
                    + " was "
                    + phase);
        }
        return new Drain(edge, sessions, properties, outbound.closeGrace());
    }

    @Bean
    ConnectionLifecycle connectionLifecycle(WebSocketEdge edge, Acks acks, Drain drain) {
        return new ConnectionLifecycle(edge, acks, drain);
    }

    @Bean
    FlowLifecycle patrolFlow(IdleConnectionReaper patrol, MeterRegistry registry) {
        return new FlowLifecycle(Flow.of("patrol", patrol::run), registry, WHILE_CONNECTED);
    }

    @Bean
    FlowLifecycle acksFlow(Acks acks, MeterRegistry registry) {
        return new FlowLifecycle(Flow.of("acks", acks::run), registry, WHILE_CONNECTED);
    }
}
