package io.fluxim.bench.load;

import io.fluxim.bench.check.Arrival;
import io.fluxim.bench.check.Taken;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/**
 * One connection of one device. It keeps what it has complete: a hole, a {@code behind}, or a head above its last position
 * makes it sync; a lost connection is made anew. Hears on the connections' thread; others may send.
 */
final class Line {

    /** A page of sync holds 1 MB of messages. */
    private static final int MAX_FRAME = 8 << 20;

    private static final WebsocketClientSpec SPEC =
            WebsocketClientSpec.builder().maxFramePayloadLength(MAX_FRAME).build();
    private static final Duration HELLO = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String SYNC = "s";

    private final int device;
    private final Who who;
    private final Notebook notebook;
    /** By the first words of the connection that was opened last. */
    private final AtomicReference<Sinks.Empty<Void>> greeted = new AtomicReference<>(Sinks.empty());

    private final Disposable.Swap live = Disposables.swap();
    /** Null before the first connection; moved by the connections' thread. */
    private final AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
    /** The highest position that is known of, by the connections' thread. */
    private long known;
    /** Whether a page is under way, by the connections' thread. */
    private boolean syncing;

    private volatile boolean closing;

    /**
     * Whose connection it is.
     *
     * @param token proves it
     * @param to    whom it talks to, as JSON
     */
    record Who(String token, String to) {}

    /** Where to connect, and by what. */
    record Door(HttpClient http, String url) {}

    Line(int device, Who who, Notebook notebook) {
        this.device = device;
        this.who = who;
        this.notebook = notebook;
    }

    int device() {
        return device;
    }

    /** Connects; done with the server's first words. */
    Mono<Void> open(Door door) {
        return Mono.defer(() -> {
            greeted.set(Sinks.empty());
            connect(door);
            return greeted.get().asMono().timeout(HELLO);
        });
    }

    /** The one subscription of a connection: it is heard until it ends. */
    private void connect(Door door) {
        live.update(door.http()
                .headers(headers -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + who.token()))
                .websocket(SPEC)
                .uri(door.url())
                .handle((in, out) -> {
                    in.withConnection(connection -> channel.set(connection.channel()));
                    return in.aggregateFrames(MAX_FRAME)
                            .receiveFrames()
                            .doOnNext(this::hear)
                            .then();
                })
                .subscribe(nothing -> {}, failure -> ended(door, failure.toString()), () -> ended(door, "ended")));
    }

    private void ended(Door door, String why) {
        channel.set(null);
        if (closing) {
            return;
        }
        notebook.ledger().lost(device);
        notebook.troubles().count("connection lost: " + why);
        Mono.delay(PAUSE).subscribe(now -> {
            if (!closing) {
                connect(door);
            }
        });
    }

    boolean isOpen() {
        return channel.get() != null;
    }

    /** Sends a message that the ledger has already. */
    void say(int number) {
        tell("{\"op\":\"send\",\"ref\":\"" + number + "\",\"to\":" + who.to() + ",\"clientMsgId\":\""
                + Body.name(number) + "\",\"type\":\"text\",\"body\":\"" + Body.of(number) + "\"}");
    }

    /** Asks for the head, which shows whether a push was lost. */
    void ping() {
        tell("{\"op\":\"ping\"}");
    }

    private void tell(String text) {
        Channel open = channel.get();
        if (open == null) {
            notebook.ledger().lost(device);
            return;
        }
        open.writeAndFlush(new TextWebSocketFrame(ByteBufUtil.writeAscii(open.alloc(), text)))
                .addListener(written -> {
                    if (!written.isSuccess()) {
                        notebook.ledger().lost(device);
                    }
                });
    }

    private void hear(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            long now = System.nanoTime();
            heard(notebook.read(text.content()), now);
        }
    }

    private void heard(Heard heard, long now) {
        switch (heard.op()) {
            case "hello" -> {
                syncing = false;
                known = heard.head();
                greeted.get().tryEmitEmpty();
            }
            case "accepted" -> notebook.ledger().accepted(Integer.parseInt(heard.ref()));
            case "error" -> refused(heard);
            case "rejected" -> notebook.ledger().rejected(heard.code());
            case "entries" -> entries(heard, now);
            case "behind", "pong" -> known = Math.max(known, heard.head());
            case "bye" -> notebook.troubles().count("bye: " + heard.code());
            default -> {} // what a newer server says besides
        }
        syncWhereBehind();
    }

    private void refused(Heard heard) {
        notebook.troubles().count("refused: " + heard.code());
        if (heard.ref().equals(SYNC)) {
            syncing = false;
            known = 0; // the next push or pong makes it ask again
        } else if (!heard.ref().isEmpty()) {
            notebook.ledger().refused(Integer.parseInt(heard.ref()));
        }
    }

    private void entries(Heard heard, long now) {
        int before = notebook.ledger().position(device);
        heard.arrivals().forEach(arrival -> take(arrival, now));
        if (heard.ref().equals(SYNC)) {
            syncing = false;
            boolean progress = notebook.ledger().position(device) > before;
            known = progress ? Math.max(known, heard.head()) : 0; // nothing to be had yet: asked for again later
        }
    }

    private void take(Arrival arrival, long now) {
        Taken taken = notebook.ledger().arrived(device, arrival);
        if (taken == Taken.AHEAD) {
            known = Math.max(known, arrival.position());
        } else if (taken == Taken.NEXT && !notebook.ledger().isFrom(device, arrival.number())) {
            notebook.latencies().received(arrival.number(), now);
        }
    }

    private void syncWhereBehind() {
        int position = notebook.ledger().position(device);
        if (!syncing && known > position) {
            syncing = true;
            tell("{\"op\":\"sync\",\"ref\":\"" + SYNC + "\",\"after\":" + position + "}");
        }
    }

    /** Ends the connection, until it is opened again. */
    void leave() {
        channel.set(null);
        live.update(Disposables.single());
    }

    void close() {
        closing = true;
        live.dispose();
    }
}
