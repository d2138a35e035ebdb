package io.fluxim.access.server;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client over a real socket: frames in the order they came. It can stop reading, as slow clients do. */
final class TestClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_FRAME = 4 << 20;

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final Sinks.Many<WebSocketFrame> sending = Sinks.many().unicast().onBackpressureBuffer();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Reader reader;

    private TestClient(boolean reads) {
        this.reader = new Reader(reads);
    }

    /** Connects and reads. */
    static TestClient connect(int port, String query) {
        return connect(port, query, "", true);
    }

    /** Connects through a proxy, which says that the client comes from this address. */
    static TestClient connectFrom(String address, int port, String query) {
        return connect(port, query, address, true);
    }

    /** Connects and takes one frame; the others stay in the network's buffers, and then with the server. */
    static TestClient connectSlowly(int port, String query) {
        return connect(port, query, "", false);
    }

    private static TestClient connect(int port, String query, String from, boolean reads) {
        TestClient client = new TestClient(reads);
        WebsocketClientSpec spec =
                WebsocketClientSpec.builder().maxFramePayloadLength(MAX_FRAME).build();
        HttpClient.create()
                .headers(headers -> forwarded(headers, from))
                .websocket(spec)
                .uri("ws://127.0.0.1:" + port + "/ws" + query)
                .handle((in, out) -> {
                    in.receiveCloseStatus().map(WebSocketCloseStatus::code).subscribe(client.closed::complete);
                    in.aggregateFrames(MAX_FRAME)
                            .receiveFrames()
                            .map(frame -> frame.content().toString(StandardCharsets.UTF_8))
                            .subscribe(client.reader);
                    return Mono.firstWithSignal(
                            client.reader.ended.asMono(),
                            out.sendObject(client.sending.asFlux()).then().then(Mono.never()));
                })
                .subscribe(nothing -> {}, client.closed::completeExceptionally);
        return client;
    }

    private static void forwarded(HttpHeaders headers, String from) {
        if (!from.isEmpty()) {
            headers.set("X-Forwarded-For", from);
        }
    }

    void send(String text) {
        sending.tryEmitNext(new TextWebSocketFrame(text)).orThrow();
    }

    void sendBinary(byte... bytes) {
        sending.tryEmitNext(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)))
                .orThrow();
    }

    void sendRaw(byte... bytes) {
        sending.tryEmitNext(new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes)))
                .orThrow();
    }

    /** Takes whatever comes from now on. */
    void readOn() {
        reader.request(Long.MAX_VALUE);
    }

    /** The next frame, whose op must be this one. */
    JsonNode next(String op) {
        JsonNode frame = next();
        if (!frame.path("op").asString("").equals(op)) {
            throw new AssertionError("expected " + op + ", got " + frame);
        }
        return frame;
    }

    /** The next frame, whatever it is. */
    JsonNode next() {
        try {
            JsonNode frame = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("nothing came, closed: " + closed);
            }
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The close code, once the server has closed. */
    int closeCode() {
        return Mono.fromFuture(closed).block(PATIENCE);
    }

    @Override
    public void close() {
        sending.tryEmitNext(new CloseWebSocketFrame());
        readOn();
    }

    private final class Reader extends BaseSubscriber<String> {

        private final boolean reads;
        private final Sinks.Empty<Void> ended = Sinks.empty();

        Reader(boolean reads) {
            this.reads = reads;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(reads ? Long.MAX_VALUE : 1);
        }

        @Override
        protected void hookOnNext(String text) {
            if (!text.isEmpty()) {
                received.add(JSON.readTree(text));
            }
        }

        @Override
        protected void hookOnComplete() {
            ended.tryEmitEmpty();
        }

        @Override
        protected void hookOnError(Throwable e) {
            ended.tryEmitEmpty();
        }
    }
}
