package io.fluxim.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.client.Client;
import io.fluxim.client.Failed;
import io.fluxim.client.Json;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;

/** A chat against a server that follows a script: what it answers to a frame of a connection, the first being 1. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChatTest {

    @TempDir
    private Path directory;

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(100);
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private DisposableServer server;

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void givenMissedEntries_whenChatStarts_thenSyncedShownAckedAndKept() throws InterruptedException {
        CountDownLatch acked = new CountDownLatch(1); // the chat may end before the server has read it
        serve((connection, frame) -> switch (frame.path("op").asString()) {
            case "connected" -> List.of(hello(2));
            case "sync" -> List.of(page(entry(1, "bob", "Hi"), entry(2, "alice", "Hello \u001b[2J")));
            case "ack" -> {
                acked.countDown();
                yield List.of();
            }
            default -> List.of();
        });

        chat("");

        assertThat(screen()).containsSubsequence("connected, 2 new", "bob  Hi  #1", "(to bob) you  Hello ?[2J  #2");
        assertThat(kept().load()).isEqualTo(new Client.Position("e1", 2));
        assertThat(acked.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givenConnectionLostBeforeTheAnswer_whenBack_thenSentAgainUnderTheSameId() throws InterruptedException {
        serve((connection, frame) -> switch (frame.path("op").asString()) {
            case "connected" -> List.of(hello(0));
            case "send" -> connection == 1 ? List.of("close") : List.of(accepted(frame));
            default -> List.of();
        });

        chat("/to bob\nhello\n");

        List<JsonNode> sends = heard.stream()
                .filter(frame -> frame.path("op").asString().equals("send"))
                .toList();
        assertThat(sends).hasSizeGreaterThanOrEqualTo(2);
        assertThat(sends)
                .extracting(frame -> frame.path("clientMsgId").asString())
                .containsOnly(sends.get(0).path("clientMsgId").asString());
        assertThat(screen()).contains("trying again in", "accepted, to bob");
    }

    @Test
    void givenRefusedForGood_whenSent_thenSaidAndNotSentAgain() throws InterruptedException {
        serve((connection, frame) -> switch (frame.path("op").asString()) {
            case "connected" -> List.of(hello(0));
            case "send" -> List.of("""
                {"op":"error","ref":"%s","code":"unknown_user","message":"No such user.","temporary":false}\
                """.formatted(frame.path("ref").asString()));
            default -> List.of();
        });

        chat("/to nobody\nhello\n");

        assertThat(screen()).contains("not sent: No such user. (unknown_user)");
        assertThat(heard.stream().filter(frame -> frame.path("op").asString().equals("send")))
                .hasSize(1);
    }

    @Test
    void givenServerEndsTheSessionForGood_whenTold_thenFailsWithItsReason() {
        serve((connection, frame) -> switch (frame.path("op").asString()) {
            case "connected" -> List.of(hello(0), "{\"op\":\"bye\",\"reason\":\"token revoked\",\"reconnect\":false}");
            default -> List.of();
        });

        assertThatThrownBy(() -> chat("/to bob\nhello\n"))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("token revoked");
    }

    @Test
    void givenServerThatStops_whenItAsksForAWait_thenComesBackNotBefore() throws InterruptedException {
        List<Long> connected = new CopyOnWriteArrayList<>();
        serve((connection, frame) -> switch (frame.path("op").asString()) {
            case "connected" -> {
                connected.add(System.nanoTime());
                yield connection == 1
                        ? List.of(
                                hello(0),
                                "{\"op\":\"bye\",\"reason\":\"shutdown\",\"reconnect\":true,\"reconnectAfterMs\":1500}",
                                "close")
                        : List.of(hello(0));
            }
            case "send" -> List.of(accepted(frame));
            default -> List.of();
        });

        chat("/to bob\nhello\n");

        assertThat(connected).hasSize(2);
        assertThat(Duration.ofNanos(connected.get(1) - connected.get(0)))
                .isGreaterThanOrEqualTo(Duration.ofMillis(1500));
        assertThat(screen()).contains("trying again in 1500 ms", "accepted, to bob");
    }

    private void chat(String input) throws InterruptedException {
        URI url = URI.create("ws://127.0.0.1:" + server.port() + "/ws");
        Client.Login login = new Client.Login(url, "t", "terminal");
        HttpClient http = HttpClient.newHttpClient();
        Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), "alice", false, false);
        input.lines().forEach(line -> events.add(new Event.Typed(line)));
        events.add(new Event.InputEnded());
        new Chat(events, from -> Client.connect(http, login, from, new Reporter(events)), kept(), screen).run();
    }

    private WatermarkFile kept() {
        return new WatermarkFile(directory, "alice", "terminal");
    }

    private String screen() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private void serve(BiFunction<Integer, JsonNode, List<String>> script) {
        int[] connections = {0};
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.ws("/ws", (in, out) -> {
                    int connection = ++connections[0];
                    Flux<JsonNode> received =
                            in.receive().asString().map(Json::parse).doOnNext(heard::add);
                    Flux<JsonNode> frames = Flux.concat(Flux.just(Json.object().put("op", "connected")), received);
                    return out.sendObject(
                            frames.concatMapIterable(frame -> script.apply(connection, frame))
                                    .takeUntil("close"::equals)
                                    .filter(frame -> !frame.equals("close"))
                                    .map(TextWebSocketFrame::new),
                            flush -> true);
                }))
                .bindNow();
    }

    private static String hello(long head) {
        return """
            {"op":"hello","session":"s","user":"alice","device":"terminal","epoch":"e1","head":%d,"floor":0}\
            """.formatted(head);
    }

    private static String entry(long position, String sender, String text) {
        return Json.object()
                .put("position", position)
                .put("conversation", "d:alice:bob")
                .put("seq", position)
                .set(
                        "message",
                        Json.object()
                                .put("sender", sender)
                                .put("type", "text")
                                .put("at", 1_700_000_000_000L)
                                .set("body", Json.object().put("content", text)))
                .toString();
    }

    private static String page(String... entries) {
        return "{\"op\":\"entries\",\"ref\":\"sync\",\"entries\":[" + String.join(",", entries) + "],\"head\":"
                + entries.length + ",\"floor\":0,\"more\":false}";
    }

    private static String accepted(JsonNode send) {
        return Json.object()
                .put("op", "accepted")
                .put("ref", send.path("ref").asString())
                .put("messageId", "00")
                .put("at", 1_700_000_000_000L)
                .toString();
    }
}
