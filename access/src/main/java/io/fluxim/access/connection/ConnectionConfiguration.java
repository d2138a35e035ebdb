package io.fluxim.access.connection;

import io.fluxim.access.auth.TokenDoor;
import io.fluxim.access.codec.JsonCodec;
import io.fluxim.access.command.CommandHandler;
import io.fluxim.access.limit.ClientAddresses;
import io.fluxim.access.limit.RateLimits;
import io.fluxim.access.limit.Seats;
import io.fluxim.access.outbound.OutboundMeters;
import io.fluxim.access.outbound.OutboundProperties;
import io.fluxim.access.push.Presence;
import io.fluxim.access.session.Sessions;
import io.fluxim.access.sync.Acks;
import io.fluxim.access.sync.SyncProperties;
import io.fluxim.directory.Users;
import io.fluxim.inbox.Epochs;
import io.fluxim.inbox.Inbox;
import io.fluxim.inbox.VisibleHeads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import reactor.core.scheduler.Schedulers;

/** Opens {@code /ws}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ConnectionProperties.class, SocketProperties.class, DrainProperties.class})
public class ConnectionConfiguration {

    @Bean
    Welcome.Stores welcomeStores(VisibleHeads heads, Inbox inbox, Epochs epochs) {
        return new Welcome.Stores(heads, inbox, epochs);
    }

    @Bean
    Welcome welcome(Presence presence, Welcome.Stores stores, ConnectionProperties connections, SyncProperties sync) {
        return new Welcome(presence, stores, connections, sync);
    }

    @Bean
    Connection.Parts connectionParts(
            Welcome welcome,
            CommandHandler commands,
            JsonCodec codec,
            ConnectionProperties properties,
            SocketProperties socket,
            OutboundProperties outbound) {
        return new Connection.Parts(welcome, commands, codec, properties, socket.frames(), outbound);
    }

    @Bean
    WebSocketEdge.Desk sessionDesk(
            Sessions sessions, Presence presence, OutboundMeters outbound, MeterRegistry registry, Clock clock) {
        return new WebSocketEdge.Desk(sessions, presence, outbound, new ConnectionMeters(registry, sessions), clock);
    }

    @Bean
    NettyMeters nettyMeters(ReactorResourceFactory resources) {
        return new NettyMeters(resources);
    }

    @Bean
    WebSocketEdge.Gate handshakeGate(
            ClientAddresses addresses, RateLimits rates, Seats seats, TokenDoor door, Users users) {
        return new WebSocketEdge.Gate(addresses, rates, seats, new Handshake(door, users));
    }

    @Bean
    WebSocketEdge webSocketEdge(WebSocketEdge.Gate gate, Connection.Parts parts, WebSocketEdge.Desk desk) {
        return new WebSocketEdge(gate, parts, desk);
    }

    @Bean
    NettyServerCustomizer urlTokens() {
        return UrlTokenHandler::of;
    }

    @Bean
    HandlerMapping webSocketMapping(WebSocketEdge edge) {
        return new SimpleUrlHandlerMapping(Map.of("/ws", edge), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    Patrol patrol(Sessions sessions, ConnectionProperties properties, Clock clock) {
        return new Patrol(sessions, properties, clock, Schedulers.parallel());
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
                    + " (im.access.connection.drain.spread + .answer-within, im.access.outbound.close-grace, and 2s), was "
                    + phase);
        }
        return new Drain(edge, sessions, properties, outbound.closeGrace());
    }

    @Bean
    ConnectionLifecycle connectionLifecycle(WebSocketEdge edge, Patrol patrol, Acks acks, Drain drain) {
        return new ConnectionLifecycle(edge, patrol, acks, drain);
    }
}
