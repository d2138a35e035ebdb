package io.fluxim.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection of one device. It keeps its inbox complete without being told: positions are dense, so a hole, a
 * {@code behind}, or a head above the last position makes it sync, one page at a time.
 */
public final class Client implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** From the first byte to the server's first words: it reads three stores before. */
    private static final Duration HELLO = Duration.ofSeconds(20);
    /** Entries asked for at once. */
    private static final int PAGE = 200;

    private final Observer observer;
    private final CompletableFuture<Client> ready = new CompletableFuture<>();
    private final Map<String, CompletableFuture<Outcome>> sends = new ConcurrentHashMap<>();
    private final AtomicLong refs = new AtomicLong();
    private final Pages pages;
    private final Socket socket;

    private Client(Observer observer, Position from) {
        this.observer = observer;
        this.pages = new Pages(from, observer);
        this.socket = new Socket(this::frame, this::lost);
    }

    /**
     * Where a device stands.
     *
     * @param epoch empty where it has never been
     */
    public record Position(String epoch, long last) {

        public static final Position START = new Position("", 0);
    }

    /** Where to go, and as whom. */
    public record Login(URI url, String token, String device) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Login[url=" + url + ", device=" + device + "]";
        }
    }

    /** Connects; the future completes with the server's hello, and fails if the handshake is refused. */
    public static CompletableFuture<Client> connect(HttpClient http, Login login, Position from, Observer observer) {
        Client client = new Client(observer, from);
        URI target = URI.create(login.url() + "?device=" + URLEncoder.encode(login.device(), StandardCharsets.UTF_8));
        http.newWebSocketBuilder()
                .connectTimeout(CONNECT)
                .header("Authorization", "Bearer " + login.token())
                .buildAsync(target, client.socket)
                .whenComplete((open, failure) -> client.opened(open, failure));
        return client.ready.orTimeout(HELLO.toMillis(), TimeUnit.MILLISECONDS).whenComplete((greeted, failure) -> {
            if (failure != null) {
                client.abort();
            }
        });
    }

    /** Sends to a user; the outcome comes when the server answers or the connection is lost. */
    public CompletableFuture<Outcome> toUser(String user, String clientMsgId, JsonNode body) {
        return send("user", user, clientMsgId, body);
    }

    /** Sends to a group. */
    public CompletableFuture<Outcome> toGroup(String group, String clientMsgId, JsonNode body) {
        return send("group", group, clientMsgId, body);
    }

    /** Where this device stands: everything up to here was received. */
    public Position position() {
        return pages.position();
    }

    /** Tells the server that this device has everything up to its position. */
    public void ack() {
        socket.send(JSON.createObjectNode()
                .put("op", "ack")
                .put("upTo", position().last())
                .toString());
    }

    /** Asks for a sign of life; it brings the head, so that an idle client notices a lost push. */
    public void ping() {
        socket.send("{\"op\":\"ping\"}");
    }

    /** Whether the connection still stands. */
    public boolean isOpen() {
        return !socket.isClosed();
    }

    /** Says goodbye and closes. */
    @Override
    public void close() {
        socket.close();
    }

    /** Drops the connection without a word, as a lost network does. */
    public void abort() {
        socket.abort();
    }

    private CompletableFuture<Outcome> send(String kind, String name, String clientMsgId, JsonNode body) {
        String ref = Long.toString(refs.incrementAndGet());
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        sends.put(ref, outcome);
        ObjectNode frame = JSON.createObjectNode()
                .put("op", "send")
                .put("ref", ref)
                .put("clientMsgId", clientMsgId)
                .put("type", "text");
        frame.putObject("to").put(kind, name);
        frame.set("body", body);
        socket.send(frame.toString());
        if (socket.isClosed()) {
            lost(Socket.ABNORMAL, "was closed");
        }
        return outcome;
    }

    private void opened(WebSocket open, Throwable failure) {
        if (failure != null) {
            ready.completeExceptionally(failure);
        }
    }

    private void frame(String text) {
        JsonNode frame = JSON.readTree(text);
        switch (frame.path("op").asString("")) {
            case "hello" -> {
                pages.hello(
                        frame.path("epoch").asString(""),
                        frame.path("head").asLong(),
                        frame.path("floor").asLong());
                ready.complete(this);
                observer.greeted(frame.path("head").asLong());
            }
            case "accepted" ->
                answer(
                        frame,
                        new Outcome.Accepted(
                                frame.path("messageId").asString(""),
                                frame.path("at").asLong()));
            case "error" ->
                answer(
                        frame,
                        new Outcome.Refused(
                                frame.path("code").asString(""),
                                frame.path("message").asString(""),
                                frame.path("temporary").asBoolean(false),
                                frame.path("retryAfterMs").isNumber()
                                        ? OptionalLong.of(
                                                frame.path("retryAfterMs").asLong())
                                        : OptionalLong.empty()));
            case "rejected" ->
                observer.rejected(
                        frame.path("messageId").asString(""), frame.path("code").asString(""));
            case "bye" ->
                observer.dismissed(
                        frame.path("reason").asString(""),
                        frame.path("reconnect").asBoolean(true),
                        Duration.ofMillis(
                                Math.max(0, frame.path("reconnectAfterMs").asLong())));
            case "entries" -> pages.entries(frame);
            case "behind", "pong" -> pages.head(frame.path("head").asLong());
            default -> {} // what a newer server says besides
        }
        pages.wanted()
                .ifPresent(after -> socket.send(JSON.createObjectNode()
                        .put("op", "sync")
                        .put("ref", Pages.REF)
                        .put("after", after)
                        .put("limit", PAGE)
                        .toString()));
    }

    private void answer(JsonNode frame, Outcome outcome) {
        String ref = frame.path("ref").asString("");
        CompletableFuture<Outcome> waiting = sends.remove(ref);
        if (waiting != null) {
            waiting.complete(outcome);
        } else if (ref.equals(Pages.REF)) {
            pages.refused();
        }
    }

    private void lost(int code, String reason) {
        ready.completeExceptionally(new IllegalStateException("closed before hello: " + code + " " + reason));
        sends.values().forEach(waiting -> waiting.complete(new Outcome.Unknown()));
        sends.clear();
        observer.closed(code, reason);
    }
}
