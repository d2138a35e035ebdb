package io.fluxim.access;

import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client over a real socket: frames in the order they came. */
final class TestClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final Sinks.Many<WebSocketFrame> sending = Sinks.many().unicast().onBackpressureBuffer();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private TestClient() {}

    static TestClient connect(int port, String query) {
        TestClient client = new TestClient();
        HttpClient.create()
                .websocket(WebsocketClientSpec.builder()
                        .maxFramePayloadLength(4 << 20)
                        .build())
                .uri("ws://127.0.0.1:" + port + "/ws" + query)
                .handle((in, out) -> {
                    in.receiveCloseStatus().map(WebSocketCloseStatus::code).subscribe(client.closed::complete);
                    Flux<JsonNode> frames = in.aggregateFrames(4 << 20)
                            .receive()
                            .asString()
                            .map(JSON::readTree)
                            .doOnNext(client.received::add);
                    return Mono.firstWithSignal(
                            frames.then(),
                            out.sendObject(client.sending.asFlux()).then().then(Mono.never()));
                })
                .subscribe(nothing -> {}, client.closed::completeExceptionally);
        return client;
    }

    void send(String text) {
        sending.tryEmitNext(new TextWebSocketFrame(text)).orThrow();
    }

    void sendBinary(byte[] bytes) {
        sending.tryEmitNext(new BinaryWebSocketFrame(io.netty.buffer.Unpooled.wrappedBuffer(bytes)))
                .orThrow();
    }

    /** The next frame, whose op must be this one. */
    JsonNode next(String op) {
        try {
            JsonNode frame = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null || !frame.path("op").asString("").equals(op)) {
                throw new AssertionError("expected " + op + ", got " + frame + ", closed: " + closed);
            }
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The close code, once the server has closed. */
    int closeCode() {
        return Mono.fromFuture(closed).block(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    @Override
    public void close() {
        sending.tryEmitNext(new CloseWebSocketFrame());
    }
}
