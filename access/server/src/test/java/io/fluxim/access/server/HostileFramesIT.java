package io.fluxim.access.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.directory.group.GroupProfile;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.NewGroup;
import io.fluxim.inbox.inbox.Watermarks;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.testkit.hostile.HostileWords;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Frames with each of their values replaced by a hostile one, devices with hostile names, and frames that claim to be
 * somebody else's, on real stores: refused by the field's name, or in Kafka exactly as sent, as the token's own user.
 */
class HostileFramesIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UserId TESS = new UserId("tess");
    private static final Conversation WITH_TOM = Conversation.direct(TESS, new UserId("tom"));

    private static final List<String> FRAMES = List.of(
            "{\"op\":\"send\",\"ref\":\"r\",\"to\":{\"user\":\"tom\"},\"clientMsgId\":\"NEW\",\"type\":\"text\","
                    + "\"body\":{\"content\":\"x\"},\"options\":{\"a\":true},\"atUsers\":[\"tom\"],\"ex\":\"e\","
                    + "\"offlinePush\":{\"title\":\"t\",\"desc\":\"d\",\"ex\":\"x\",\"iosSound\":\"s\",\"iosBadge\":true}}",
            "{\"op\":\"send\",\"to\":{\"group\":\"tess-club\"},\"clientMsgId\":\"NEW\",\"type\":\"custom\",\"body\":1}",
            "{\"op\":\"sync\",\"ref\":\"r\",\"after\":0,\"limit\":10}",
            "{\"op\":\"ack\",\"ref\":\"r\",\"upTo\":0}",
            "{\"op\":\"ping\",\"ref\":\"r\"}");

    /** Asks the store as an ack before it did, so that its refusal comes after the other's: a pong would not wait. */
    private static final String REFUSED_ACK = "{\"op\":\"ack\",\"ref\":\"after\",\"upTo\":" + Long.MAX_VALUE + "}";

    private static final AtomicInteger MADE = new AtomicInteger();

    private static RunningAccess access;
    /** What has come into Kafka, by message id. */
    private static final Map<String, Envelope> LOG = new ConcurrentHashMap<>();

    private static final Disposable.Composite LOGGING = Disposables.composite();

    @BeforeAll
    static void start() {
        access = new RunningAccess(RunningAccess.UNLIMITED.toArray(String[]::new));
        access.open("tess", "tom", "ann", "bob");
        group("crew", "ann", "bob");
        group("tess-club", "tess", "tom");
        for (int partition = 0; partition < access.bean(PartitionCounts.class).accepted(); partition++) {
            LOGGING.add(access.accepted(partition)
                    .subscribe(record -> LOG.put(record.value().id().hex(), record.value())));
        }
    }

    @AfterAll
    static void stop() {
        LOGGING.dispose();
        access.close();
    }

    @Test
    void givenHostileValues_whenSent_thenRefusedByNameOrInKafkaAsSentAndNobodyElseNotices() {
        try (TestClient ann = access.connect("ann", "phone");
                TestClient tess = access.connect("tess", "phone")) {
            ann.next("hello");
            tess.next("hello");
            StoredRows before = StoredRows.of(access);
            List<String> wrong = new ArrayList<>();
            for (String good : FRAMES) {
                Spoilt.of(good).forEach(spoilt -> wrong.addAll(sent(tess, spoilt.named("c" + MADE.incrementAndGet()))));
            }
            assertThat(wrong).isEmpty();
            assertThat(before.changedIn(StoredRows.of(access), row -> row.contains("tess")))
                    .isEmpty();
            alive(ann);
        }
    }

    @Test
    void givenHostileDeviceNames_whenConnecting_thenRefusedOrTheNameOfASessionThatEndsNoOther() {
        try (TestClient ann = access.connect("ann", "a:b");
                TestClient tess = access.connect("tess", "a")) {
            ann.next("hello");
            tess.next("hello");
            StoredRows before = StoredRows.of(access);
            List<String> taken = new ArrayList<>();
            for (String word : HostileWords.all()) {
                String sent = new String(
                        word.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8); // no half pairs in URLs
                hello("tom", sent).ifPresent(hello -> {
                    assertThat(hello.path("device").asString()).isEqualTo(sent);
                    taken.add(sent);
                });
            }
            assertThat(taken)
                    .contains("'", "a:b", "{f0}:route:a", "$where", "\ufeffa")
                    .doesNotContain("\0", "a\n", "");
            assertThat(before.changedIn(StoredRows.of(access), row -> row.contains("tom")))
                    .isEmpty();
            alive(ann);
            alive(tess);
        }
    }

    @Test
    void givenFramesThatClaimToBeOfAnother_whenSent_thenOfTheTokensUser() {
        String claims = "\"sender\":\"ann\",\"sendID\":\"ann\",\"from\":\"ann\",\"user\":\"ann\",\"userID\":\"ann\","
                + "\"device\":\"ann-phone\",\"session\":\"s\",\"token\":\"t\",\"messageId\":\"" + "0".repeat(32) + "\","
                + "\"conversation\":\"d:ann:bob\",\"seq\":1,\"position\":1,\"at\":1,\"platform\":10";
        try (TestClient tess = access.connect("tess", "claims")) {
            tess.next("hello");
            StoredRows before = StoredRows.of(access);
            tess.send("{\"op\":\"send\"," + claims
                    + ",\"to\":{\"user\":\"tom\"},\"clientMsgId\":\"as-ann\",\"type\":\"text\","
                    + "\"body\":{\"content\":\"I am ann\"}}");
            Envelope envelope = logged(tess.next("accepted").path("messageId").asString());
            assertThat(envelope.sender()).isEqualTo(TESS);
            assertThat(envelope.conversation()).isEqualTo(WITH_TOM);
            assertThat(envelope.id().hex()).isNotEqualTo("0".repeat(32));
            assertThat(envelope.extras().device()).isEqualTo("claims");
            assertThat(envelope.extras().platform()).isEqualTo(7);
            tess.send("{\"op\":\"sync\"," + claims + ",\"after\":0,\"limit\":10}");
            assertThat(tess.next("entries").path("entries")).isEmpty();
            tess.send("{\"op\":\"ack\"," + claims + ",\"upTo\":0}");
            tess.send("{\"op\":\"ack\"," + claims + ",\"upTo\":1}");
            assertThat(tess.next("error").path("field").asString()).isEqualTo("upTo");
            alive(tess);
            assertThat(access.bean(Watermarks.class).of(new UserId("ann")).block(PATIENCE))
                    .isEmpty();
            assertThat(before.changedIn(StoredRows.of(access), row -> false)).isEmpty();
        }
    }

    @Test
    void givenConversationsOfOthers_whenSentTo_thenRefusedAndNotInKafka() {
        try (TestClient tess = access.connect("tess", "others")) {
            tess.next("hello");
            for (String to : List.of(
                    "{\"group\":\"crew\"}",
                    "{\"group\":\"g:crew\"}",
                    "{\"group\":\"d:ann:bob\"}",
                    "{\"group\":\"CREW\"}",
                    "{\"user\":\"crew\"}",
                    "{\"user\":\"g:crew\"}",
                    "{\"user\":\"ann:bob\"}",
                    "{\"user\":\"tess\"}",
                    "{\"user\":\"ann\",\"group\":\"crew\"}",
                    "{\"conversation\":\"d:ann:bob\"}")) {
                tess.send("{\"op\":\"send\",\"to\":" + to + ",\"clientMsgId\":\"c\",\"type\":\"text\",\"body\":{}}");
                assertThat(tess.next("error").path("field").asString()).as(to).startsWith("to");
            }
            for (String type : List.of("group_created", "member_kicked", "member_invited", "member_quit", "1501")) {
                tess.send("{\"op\":\"send\",\"to\":{\"group\":\"tess-club\"},\"clientMsgId\":\"c\",\"type\":\"" + type
                        + "\",\"body\":{}}");
                assertThat(tess.next("error").path("field").asString()).as(type).isEqualTo("type");
            }
            assertThat(LOG.values().stream()
                            .filter(envelope -> envelope.sender().equals(TESS)))
                    .allMatch(envelope -> List.of("d:tess:tom", "g:tess-club")
                            .contains(envelope.conversation().key()));
        }
    }

    /** The first frame; empty where the handshake is refused. By Java's client: Netty's warns of each refusal. */
    private static Optional<JsonNode> hello(String user, String device) {
        String query = access.query(user, URLEncoder.encode(device, StandardCharsets.UTF_8));
        CompletableFuture<String> first = new CompletableFuture<>();
        StringBuilder text = new StringBuilder();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                text.append(data);
                if (last) {
                    first.complete(text.toString());
                }
                socket.request(1);
                return null;
            }
        };
        try {
            WebSocket socket = HTTP.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + access.port() + "/ws" + query), listener)
                    .join();
            JsonNode hello = JSON.readTree(
                    first.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
            socket.abort();
            return Optional.of(hello);
        } catch (CompletionException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            WebSocketHandshakeException.class,
                            refused -> assertThat(refused.getResponse().statusCode())
                                    .isIn(400, 413, 414));
            return Optional.empty();
        }
    }

    /** What went wrong when this was sent: nothing, or one sentence. */
    private static List<String> sent(TestClient tess, Spoilt spoilt) {
        boolean ack = spoilt.body().path("op").asString("").equals("ack"); // the one that may have no answer
        tess.send(spoilt.text());
        tess.send(ack ? REFUSED_ACK : "{\"op\":\"ping\",\"ref\":\"after\"}");
        JsonNode first = answer(tess);
        boolean overtaken = first.path("ref").asString("").equals("after");
        JsonNode answer = !overtaken ? first : ack ? JSON.createObjectNode() : answer(tess);
        if (!overtaken) {
            assertThat(answer(tess).path("ref").asString())
                    .as("after %s", first)
                    .isEqualTo("after");
        }
        String wrong = wrong(spoilt, answer);
        return wrong.isEmpty() ? List.of() : List.of(spoilt + ": " + wrong);
    }

    /** A node may say at any time that there is more to sync: that is no answer. */
    private static JsonNode answer(TestClient tess) {
        JsonNode next = tess.next();
        return next.path("op").asString("").equals("behind") ? answer(tess) : next;
    }

    private static String wrong(Spoilt spoilt, JsonNode answer) {
        return switch (answer.path("op").asString("")) {
            case "error" -> refusedByName(spoilt, answer) ? "" : "refused by " + answer;
            case "accepted" ->
                lost(spoilt.body(), logged(answer.path("messageId").asString()));
            case "entries" -> answer.path("entries").isEmpty() ? "" : "told " + answer;
            case "", "pong" -> "";
            default -> "answered " + answer;
        };
    }

    private static boolean refusedByName(Spoilt spoilt, JsonNode answer) {
        String field = answer.path("field").asString("").replaceAll("\\[\\d+]", "");
        String last = field.substring(field.lastIndexOf('.') + 1);
        boolean whole = field.isEmpty() && answer.path("code").asString().equals("too_large"); // a frame's own limit
        boolean named = whole || FRAMES.stream().anyMatch(good -> good.contains("\"" + last + "\":"));
        return named
                && !answer.path("temporary").asBoolean(true)
                && answer.toString().length() < 400;
    }

    /** What was sent and is not in the log as it was sent. */
    private static String lost(JsonNode sent, Envelope logged) {
        List<String> lost = new ArrayList<>();
        compare("sender", "tess", logged.sender().value(), lost);
        compare("clientMsgId", sent.path("clientMsgId").asString(), logged.clientMsgId(), lost);
        compare("type", sent.path("type").asString(), logged.content().type().word(), lost);
        compare("ex", sent.path("ex").asString(""), logged.extras().ex(), lost);
        compare(
                "at",
                sent.path("atUsers").valueStream().map(JsonNode::asString).toList(),
                logged.extras().atUsers(),
                lost);
        compare(
                "title",
                sent.at("/offlinePush/title").asString(""),
                logged.extras().offlinePush().title(),
                lost);
        String key = sent.path("to").has("user") ? WITH_TOM.key() : "g:tess-club";
        compare("conversation", key, logged.conversation().key(), lost);
        compare(
                "body",
                sent.path("body").toString(),
                Spoilt.read(logged.content().body()).toString(),
                lost);
        return String.join(", ", lost);
    }

    private static void compare(String what, Object sent, Object logged, List<String> lost) {
        if (!sent.equals(logged)) {
            lost.add(what + " was " + sent + ", logged " + logged);
        }
    }

    private static Envelope logged(String id) {
        return Flux.interval(Duration.ZERO, Duration.ofMillis(5))
                .onBackpressureDrop()
                .mapNotNull(tick -> LOG.get(id))
                .blockFirst(PATIENCE);
    }

    private static void alive(TestClient client) {
        client.send("{\"op\":\"ping\"}");
        client.next("pong");
    }

    private static void group(String id, String owner, String member) {
        NewGroup group = new NewGroup(
                Optional.of(new GroupId(id)),
                GroupProfile.named(id),
                new UserId(owner),
                List.of(),
                List.of(new UserId(member)),
                new UserId(owner));
        access.bean(Groups.class).create(group).block(PATIENCE);
    }
}
