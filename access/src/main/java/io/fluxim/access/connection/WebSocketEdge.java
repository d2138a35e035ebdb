package io.fluxim.access.connection;

import io.fluxim.access.auth.Token;
import io.fluxim.access.connection.Handshake.Outcome;
import io.fluxim.access.outbound.OutboundMeters;
import io.fluxim.access.push.Presence;
import io.fluxim.access.session.Device;
import io.fluxim.access.session.Session;
import io.fluxim.access.session.Sessions;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** {@code GET /ws}: from the handshake to the end of the connection. */
public final class WebSocketEdge implements WebHandler {

    /** Sessions: how they are made, and where they are known. */
    record Desk(Sessions sessions, Presence presence, OutboundMeters outbound, ConnectionMeters meters, Clock clock) {}

    private static final HandshakeRefused NOT_NOW =
            HandshakeRefused.unavailable("this node does not take sessions now");

    private final Handshake handshake;
    private final Connection.Parts parts;
    private final Desk desk;
    /** Connections that are open or being cleaned up; moved by their own beginning and end. */
    private final AtomicInteger open = new AtomicInteger();

    private volatile boolean closed;

    WebSocketEdge(Handshake handshake, Connection.Parts parts, Desk desk) {
        this.handshake = handshake;
        this.parts = parts;
        this.desk = desk;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        if (!takesSessions()) {
            return refuse(exchange, NOT_NOW);
        }
        if (open.get() >= parts.properties().maxSessions()) {
            return refuse(exchange, HandshakeRefused.unavailable("this node has as many sessions as it takes"));
        }
        return handshake.of(exchange.getRequest()).flatMap(outcome -> answer(exchange, outcome));
    }

    /** Takes no further connections. */
    void close() {
        closed = true;
    }

    /** Connections that have not ended altogether. */
    int open() {
        return open.get();
    }

    private boolean takesSessions() {
        return !closed && desk.presence().ready();
    }

    private Mono<Void> answer(ServerWebExchange exchange, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return refuse(exchange, refused.answer());
        }
        if (!takesSessions()) { // no longer, since the look-ups took their time
            return refuse(exchange, NOT_NOW);
        }
        Outcome.Admitted admitted = (Outcome.Admitted) outcome;
        desk.meters().handshake(ConnectionMeters.Handshake.ADMITTED);
        ServerHttpResponse response = exchange.getResponse();
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        return response.setComplete()
                .then(Mono.defer(() -> netty.sendWebsocket(
                        (in, out) -> connection(admitted.token(), admitted.device(), in, out), spec())));
    }

    private Mono<Void> connection(Token token, Device device, WebsocketInbound in, WebsocketOutbound out) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> opened(token, device)),
                session -> new Connection(parts, session, in, out).run(),
                this::ended);
    }

    private Session opened(Token token, Device device) {
        open.incrementAndGet();
        return new Session(token, device, parts.codec(), parts.outbound(), desk.outbound(), desk.clock());
    }

    private Mono<Void> ended(Session session) {
        session.dispose();
        return desk.presence().unregister(session).doFinally(signal -> open.decrementAndGet());
    }

    private Mono<Void> refuse(ServerWebExchange exchange, HandshakeRefused refused) {
        desk.meters()
                .handshake(
                        refused.status().is5xxServerError()
                                ? ConnectionMeters.Handshake.UNAVAILABLE
                                : ConnectionMeters.Handshake.REFUSED);
        return refused.answer(exchange.getResponse());
    }

    private WebsocketServerSpec spec() {
        return WebsocketServerSpec.builder()
                .maxFramePayloadLength(parts.properties().decoderLimit())
                .build();
    }
}
