package io.fluxim.access.socket.connection;

import io.fluxim.access.gate.port.PortProperties;
import io.fluxim.access.socket.command.CommandHandler;
import io.fluxim.access.socket.outbound.CloseCode;
import io.fluxim.access.socket.outbound.EncodedFrame;
import io.fluxim.access.socket.outbound.OutboundProperties;
import io.fluxim.access.socket.session.Session;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** One open WebSocket: reads commands and writes what waits, until either side ends it. Knows nothing of conversations. */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** What all connections of this node share. */
    record Parts(
            SessionOpener welcome,
            CommandHandler commands,
            ConnectionProperties properties,
            PortProperties.Frames frames,
            OutboundProperties outbound) {}

    private final Parts parts;
    private final Session session;
    private final WebsocketInbound in;
    private final WebsocketOutbound out;
    /** Cuts the socket off, whatever still waits to be written. */
    private final AtomicReference<Runnable> cut = new AtomicReference<>(() -> {});

    Connection(Parts parts, Session session, WebsocketInbound in, WebsocketOutbound out) {
        this.parts = parts;
        this.session = session;
        this.in = in;
        this.out = out;
        in.withConnection(this::prepare);
        in.aggregateFrames(parts.properties().decoderLimit());
    }

    private void prepare(reactor.netty.Connection connection) {
        FrameGuard guard =
                new FrameGuard(parts.frames(), parts.properties().decoderLimit(), session::heard, session::close);
        cut.set(() -> connection.channel().close());
        connection.addHandlerLast("fluxim.frames", guard);
    }

    /** Lives as long as the socket; completes, whatever ended it. */
    Mono<Void> run() {
        Sinks.Empty<Void> greeted = Sinks.empty();
        return Mono.firstWithSignal(greeting(greeted), reading(greeted.asMono()), telling(), cutOff())
                .onErrorResume(this::ended);
    }

    /**
     * What the server says. Where the socket has gone the receiver of frames hears of it, too, and ends; to cancel it before that
     * would have it close the socket once more, which fails loudly.
     */
    private Mono<Void> telling() {
        return Mono.firstWithSignal(writing(), pinging()).onErrorResume(Connection::isGone, e -> {
            session.dispose();
            return Mono.delay(parts.outbound().closeGrace()).then(Mono.error(e));
        });
    }

    private Mono<Void> greeting(Sinks.Empty<Void> greeted) {
        return parts.welcome()
                .greet(session)
                .then(Mono.<Void>fromRunnable(greeted::tryEmitEmpty))
                .onErrorResume(e -> {
                    LOG.warn("session_not_opened session={} cause={}", session.id(), e.toString());
                    session.close(CloseCode.INTERNAL);
                    return Mono.empty(); // the writer sends `bye` and ends the connection
                })
                .then(Mono.never());
    }

    /** Hears of the socket's end from the beginning, but takes one frame before the greeting: more would wait unbounded. */
    private Mono<Void> reading(Mono<Void> greeted) {
        FrameReader reader = new FrameReader(session, parts.properties().frameLimit());
        return parts.commands()
                .handle(
                        session,
                        in.receiveFrames()
                                .mapNotNull(frame -> reader.read(frame).orElse(null))
                                .concatWith(Mono.empty()) // so that the receiver is not cancelled once it has ended
                                .concatMap(decoded -> greeted.thenReturn(decoded), 1));
    }

    private Mono<Void> writing() {
        return session.outbound()
                .drain(this::write)
                .then(session.outbound().closing())
                .flatMap(code -> out.sendClose(code.number(), code.word()));
    }

    private Mono<Void> write(List<EncodedFrame> frames) {
        return out.sendObject(Flux.fromIterable(frames).map(Connection::text)).then();
    }

    /** Keeps the way open, and finds clients that are gone; who reads answers by themselves. */
    private Mono<Void> pinging() {
        return Flux.interval(parts.properties().pingEvery())
                .onBackpressureDrop()
                .concatMap(
                        tick -> out.sendObject(Mono.just(new PingWebSocketFrame()))
                                .then(),
                        1)
                .then();
    }

    /** A client that does not read does not read the farewell either. */
    private Mono<Void> cutOff() {
        return session.outbound()
                .closing()
                .delayElement(parts.outbound().closeGrace())
                .doOnNext(code -> cut.get().run())
                .then();
    }

    private Mono<Void> ended(Throwable e) {
        if (isGone(e) || e instanceof CorruptedWebSocketFrameException) {
            LOG.debug("connection_broke session={} cause={}", session.id(), e.toString());
            return Mono.empty();
        }
        LOG.error("connection_failed session={}", session.id(), e);
        return farewell(CloseCode.INTERNAL);
    }

    private static boolean isGone(Throwable e) {
        return e instanceof IOException || e instanceof AbortedException;
    }

    private Mono<Void> farewell(CloseCode code) {
        return out.sendClose(code.number(), code.word())
                .timeout(parts.outbound().closeGrace())
                .onErrorComplete();
    }

    private static WebSocketFrame text(EncodedFrame frame) {
        return new TextWebSocketFrame(Unpooled.wrappedBuffer(frame.parts().toArray(byte[][]::new)));
    }
}
