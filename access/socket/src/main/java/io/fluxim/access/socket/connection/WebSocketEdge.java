package io.fluxim.access.socket.connection;

import io.fluxim.access.gate.limit.ClientAddress;
import io.fluxim.access.gate.limit.ClientAddresses;
import io.fluxim.access.gate.limit.ConnectionLimiter;
import io.fluxim.access.gate.limit.ConnectionPermit;
import io.fluxim.access.gate.limit.LimitExceeded;
import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.access.socket.connection.Handshake.Outcome;
import io.fluxim.access.socket.outbound.OutboundMeters;
import io.fluxim.access.socket.push.Presence;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.session.Sessions;
import java.time.Clock;
import java.util.Optional;
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

    /** Whom it lets in. */
    record Gate(ClientAddresses addresses, RateLimits rates, ConnectionLimiter seats, Handshake handshake) {}

    private final Gate gate;
    private final Connection.Parts parts;
    private final Desk desk;
    /** Connections that are open or being cleaned up; moved by their own beginning and end. */
    private final AtomicInteger open = new AtomicInteger();

    private volatile boolean closed;

    WebSocketEdge(Gate gate, Connection.Parts parts, Desk desk) {
        this.gate = gate;
        this.parts = parts;
        this.desk = desk;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        if (!takesSessions()) {
            return refuse(exchange, notNow());
        }
        ClientAddress from = gate.addresses().of(exchange.getRequest());
        Optional<LimitExceeded> hasty = gate.rates().handshakes().take(from);
        return hasty.map(tooMany -> refuse(exchange, HandshakeRefused.limited(tooMany)))
                .orElseGet(() -> Mono.defer(() -> seated(exchange, from)));
    }

    private Mono<Void> seated(ServerWebExchange exchange, ClientAddress from) {
        ConnectionLimiter.Entry entry = gate.seats().enter(from);
        if (entry instanceof ConnectionLimiter.Entry.Refused refused) {
            return refuse(exchange, HandshakeRefused.limited(refused.why()));
        }
        ConnectionPermit seat = ((ConnectionLimiter.Entry.Given) entry).seat();
        return gate.handshake()
                .of(exchange.getRequest(), from, seat)
                .flatMap(outcome -> answer(exchange, outcome, seat))
                .doFinally(signal -> seat.releaseUnlessTaken());
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

    private Mono<Void> answer(ServerWebExchange exchange, Outcome outcome, ConnectionPermit seat) {
        if (outcome instanceof Outcome.Refused refused) {
            return refuse(exchange, refused.answer());
        }
        if (!takesSessions()) { // no longer, since the look-ups took their time
            return refuse(exchange, notNow());
        }
        Outcome.Admitted admitted = (Outcome.Admitted) outcome;
        desk.meters().handshake(ConnectionMeters.Handshake.ADMITTED);
        ServerHttpResponse response = exchange.getResponse();
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        return response.setComplete()
                .then(Mono.defer(() -> netty.sendWebsocket((in, out) -> seatTaken(admitted, seat, in, out), spec())));
    }

    private Mono<Void> seatTaken(
            Outcome.Admitted admitted, ConnectionPermit seat, WebsocketInbound in, WebsocketOutbound out) {
        return seat.take()
                ? connection(admitted, in, out).doFinally(signal -> seat.release())
                : Mono.empty(); // its client has gone meanwhile
    }

    private Mono<Void> connection(Outcome.Admitted admitted, WebsocketInbound in, WebsocketOutbound out) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> opened(admitted)),
                session -> new Connection(parts, session, in, out).run(),
                this::ended);
    }

    private Session opened(Outcome.Admitted admitted) {
        open.incrementAndGet();
        return new Session(
                admitted.token(),
                admitted.device(),
                admitted.dialect(),
                parts.outbound(),
                desk.outbound(),
                desk.clock());
    }

    private Mono<Void> ended(Session session) {
        session.dispose();
        return desk.presence().unregister(session).doFinally(signal -> open.decrementAndGet());
    }

    private Mono<Void> refuse(ServerWebExchange exchange, HandshakeRefused refused) {
        desk.meters().handshake(refused.outcome());
        return refused.writeTo(exchange.getResponse());
    }

    private static HandshakeRefused notNow() {
        return HandshakeRefused.unavailable("this node does not take sessions now");
    }

    private WebsocketServerSpec spec() {
        return WebsocketServerSpec.builder()
                .maxFramePayloadLength(parts.properties().decoderLimit())
                .build();
    }
}
