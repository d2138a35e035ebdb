package io.fluxim.access.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.gate.auth.Token;
import io.fluxim.access.gate.auth.TokenSigner;
import io.fluxim.access.logic.Platform;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.session.Sessions;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.inbox.inbox.Watermarks;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.kafka.source.Received;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.protocol.topic.Push;
import io.fluxim.route.NodeTopics;
import io.fluxim.testkit.Messages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node on real stores: what a client sends stands in Kafka, what is pushed reaches it. */
class AccessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");

    private static RunningAccess access;

    @BeforeAll
    static void start() {
        access = new RunningAccess("--im.access.connection.ping-every=1s", "--im.access.connection.idle-after=60s");
        access.open("ann", "bob", "cid", "dan", "slow");
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void givenSend_whenAcknowledged_thenStandsInKafkaAtTheAcceptedTime() {
        try (TestClient ann = connect(ANN, "phone")) {
            ann.next("hello");
            Flux<Received<Envelope>> log = accepted("d:ann:bob");
            ann.send("{\"op\":\"send\",\"ref\":\"1\",\"to\":{\"user\":\"bob\"},\"clientMsgId\":\"c1\","
                    + "\"type\":\"text\",\"body\":{\"content\": \"hi\"}}");
            JsonNode accepted = ann.next("accepted");
            Received<Envelope> record = log.blockFirst(PATIENCE);
            assertThat(accepted.path("ref").asString()).isEqualTo("1");
            assertThat(accepted.path("at").asLong()).isEqualTo(record.at());
            assertThat(accepted.path("messageId").asString())
                    .isEqualTo(record.value().id().hex());
            assertThat(record.value().sender()).isEqualTo(ANN);
            assertThat(record.value().content().body()).isEqualTo("{\"content\":\"hi\"}");
            assertThat(record.value().extras().device()).isEqualTo("phone");
        }
    }

    @Test
    void givenPush_whenPublishedToTheNode_thenEntriesOnEverySessionOfTheReceiver() {
        try (TestClient phone = connect(BOB, "phone");
                TestClient web = connect(BOB, "web")) {
            phone.next("hello");
            web.next("hello");
            NodeId node = node(BOB);
            publish(push(new NodeId("another"), BOB, 1, "foreign"));
            publish(push(node, BOB, 1, "hello bob"));
            for (TestClient client : List.of(phone, web)) {
                JsonNode entry = client.next("entries").path("entries").path(0);
                assertThat(entry.path("position").asLong()).isEqualTo(1);
                assertThat(entry.path("conversation").asString()).isEqualTo("d:ann:bob");
                assertThat(entry.path("message").path("to").path("user").asString())
                        .isEqualTo("bob");
                assertThat(entry.path("message").path("body").path("content").asString())
                        .isEqualTo("hello bob");
            }
        }
    }

    @Test
    void givenSync_whenPaged_thenTheEntriesWithTheirBodies() {
        UserId cid = new UserId("cid");
        store(cid, 5);
        try (TestClient client = connect(cid, "phone")) {
            JsonNode hello = client.next("hello");
            assertThat(hello.path("head").asLong()).isEqualTo(5);
            assertThat(hello.path("epoch").asString()).isNotEmpty();
            assertThat(hello.path("limits").path("maxBodyBytes").asInt()).isEqualTo(65536);
            client.send("{\"op\":\"sync\",\"ref\":\"s\",\"after\":1,\"limit\":3}");
            JsonNode page = client.next("entries");
            assertThat(page.path("ref").asString()).isEqualTo("s");
            assertThat(page.path("entries")
                            .valueStream()
                            .map(entry -> entry.path("position").asLong()))
                    .containsExactly(2L, 3L, 4L);
            assertThat(page.path("more").asBoolean()).isTrue();
            assertThat(page.path("head").asLong()).isEqualTo(5);
            assertThat(page.path("floor").asLong()).isZero();
            client.send("{\"op\":\"ack\",\"upTo\":4}");
            client.send("{\"op\":\"ack\",\"ref\":\"a\",\"upTo\":6}");
            assertThat(client.next("error").path("field").asString()).isEqualTo("upTo");
            client.send("{\"op\":\"ping\",\"ref\":\"p\"}");
            assertThat(client.next("pong").path("head").asLong()).isEqualTo(5);
            assertThat(Flux.interval(Duration.ofMillis(50))
                            .onBackpressureDrop()
                            .concatMap(tick -> access.bean(Watermarks.class).of(cid))
                            .filter(marks -> marks.containsKey("phone"))
                            .blockFirst(PATIENCE))
                    .containsEntry("phone", 4L);
        }
    }

    @Test
    void givenBadFrames_whenSent_thenEachIsAnsweredByNameAndTheSessionGoesOn() {
        try (TestClient ann = connect(ANN, "bad")) {
            ann.next("hello");
            ann.send("no json");
            error(ann, "malformed", "");
            ann.sendBinary((byte) 1, (byte) 2);
            error(ann, "malformed", "");
            ann.sendRaw((byte) '{', (byte) 0xc3, (byte) '}');
            error(ann, "malformed", "");
            ann.send("{\"op\":\"nope\"}");
            error(ann, "unknown_op", "op");
            ann.send("{\"op\":\"send\",\"type\":\"text\",\"to\":{\"user\":\"bob\"},\"clientMsgId\":7}");
            error(ann, "bad_argument", "clientMsgId");
            ann.send(send("nobody", "x", "{}"));
            error(ann, "unknown_user", "to.user");
            ann.send(send("ann", "x", "{}"));
            error(ann, "bad_argument", "to.user");
            ann.send(send("bob", "x", "\"" + "x".repeat(65535) + "\""));
            error(ann, "too_large", "body");
            ann.send(send("bob", "x", "\"" + "x".repeat(140_000) + "\""));
            error(ann, "too_large", "");
            ann.send("{\"op\":\"send\",\"type\":\"text\",\"to\":{\"group\":\"none\"},\"clientMsgId\":\"c\","
                    + "\"body\":{}}");
            error(ann, "unknown_group", "to.group");
            ann.send(send("bob", "good", "\"" + "x".repeat(65534) + "\""));
            ann.next("accepted");
        }
    }

    @Test
    void givenFrameBeyondTheDecoder_whenSent_thenClosedWithItsCode() {
        try (TestClient ann = connect(ANN, "huge")) {
            ann.next("hello");
            ann.send("x".repeat(300_000));
            assertThat(ann.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void givenClientThatSaysNothing_whenItsSocketAnswersPings_thenItCountsAsHeard() {
        try (TestClient ann = connect(ANN, "quiet")) {
            ann.next("hello");
            Session session = access.bean(Sessions.class).of(ANN).stream()
                    .filter(other -> other.device().name().equals("quiet"))
                    .findFirst()
                    .orElseThrow();
            long before = session.heardAt();
            Flux.interval(Duration.ofMillis(50))
                    .takeUntil(tick -> session.heardAt() > before)
                    .blockLast(PATIENCE);
        }
    }

    @Test
    void givenSameDevice_whenItConnectsAgain_thenTheOlderConnectionEndsForGood() {
        try (TestClient older = connect(ANN, "same")) {
            older.next("hello");
            try (TestClient newer = connect(ANN, "same")) {
                newer.next("hello");
                JsonNode bye = older.next("bye");
                assertThat(bye.path("reason").asString()).isEqualTo("replaced");
                assertThat(bye.path("reconnect").asBoolean()).isFalse();
                assertThat(older.closeCode()).isEqualTo(4004);
                newer.send("{\"op\":\"ping\"}");
                newer.next("pong");
            }
        }
    }

    @Test
    void givenClientThatDoesNotRead_whenItDrains_thenPushesAreMissingAndBehindTellsOfThem() {
        UserId slow = new UserId("slow");
        try (TestClient client = TestClient.connectSlowly(access.port(), access.query("slow", "phone"))) {
            client.next("hello");
            NodeId node = node(slow);
            String large = "x".repeat(60_000);
            int last = 400; // 24 MB: more than the network's buffers and the queue together
            Flux.range(1, last)
                    .concatMap(position ->
                            access.bean(NodeTopics.class).publish(List.of(push(node, slow, position, large))))
                    .blockLast(PATIENCE);
            Flux.interval(Duration.ofMillis(20))
                    .takeUntil(tick -> pushes("dropped") > 0 && pushes("dropped") + pushes("queued") >= last)
                    .blockLast(PATIENCE);
            client.readOn();
            List<Long> positions = new ArrayList<>();
            JsonNode frame = client.next();
            while (frame.path("op").asString().equals("entries")) {
                positions.add(frame.path("entries").path(0).path("position").asLong());
                frame = client.next();
            }
            assertThat(frame.path("op").asString()).isEqualTo("behind");
            assertThat(frame.path("head").asLong()).isEqualTo(last);
            assertThat(positions)
                    .hasSizeLessThan(last)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, positions.size()).boxed().toList());
            client.send("{\"op\":\"ping\"}");
            client.next("pong");
        }
    }

    @Test
    void givenTokensThatProveNothing_whenShakingHands_thenRefusedWithTheEnvelope() {
        String good = token(BOB);
        refused("/ws", 401, 1001);
        refused("/ws?token=nonsense", 401, 1503);
        refused("/ws?token=" + good.substring(0, good.length() - 4) + "AAAA", 401, 1505);
        refused("/ws?token=" + good + "&device=" + "x".repeat(65), 400, 1001);
        refused("/ws?token=" + token(new UserId("unregistered")), 401, 1101);
        TokenSigner signer = access.bean(TokenSigner.class);
        refused("/ws?token=" + signer.sign(new Token(BOB, Platform.WEB, 1, 1000)), 401, 1501);
        UserId dan = new UserId("dan");
        String old = token(dan);
        access.bean(Authenticator.class).revoke(dan, Platform.LINUX).block(PATIENCE);
        refused("/ws?token=" + old, 401, 1506);
        try (TestClient client = connect(dan, "phone")) {
            assertThat(client.next("hello").path("user").asString()).isEqualTo("dan");
        }
    }

    @Test
    void givenManagementPort_whenAsked_thenReadyAndMetersAreThere() throws Exception {
        assertThat(access.management("/actuator/health/readiness"))
                .contains("\"status\":\"UP\"")
                .contains("push");
        assertThat(access.management("/actuator/prometheus"))
                .as("every loop is watched, counted and started again")
                .satisfies(meters -> List.of("acks", "outbox-relay", "patrol", "presence", "push", "wakeups")
                        .forEach(flow -> assertThat(meters).contains("im_flow_running{flow=\"" + flow + "\"} 1")))
                .contains("im_access_sessions")
                .contains("im_access_outbound_bytes")
                .contains("im_push_latency_seconds_bucket")
                .contains("im_access_closes_total{");
    }

    private static void error(TestClient client, String code, String field) {
        JsonNode error = client.next("error");
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("field").asString("")).isEqualTo(field);
        assertThat(error.path("temporary").asBoolean(true)).isFalse();
    }

    private static String send(String to, String id, String body) {
        return "{\"op\":\"send\",\"to\":{\"user\":\"" + to + "\"},\"clientMsgId\":\"" + id
                + "\",\"type\":\"text\",\"body\":" + body + "}";
    }

    private static double pushes(String outcome) {
        return access.bean(MeterRegistry.class)
                .counter("im.access.pushes", "outcome", outcome)
                .count();
    }

    private static void refused(String uri, int status, int errCode) {
        HttpClient.create()
                .headers(headers -> headers.set("Upgrade", "websocket")
                        .set("Connection", "Upgrade")
                        .set("Sec-WebSocket-Version", "13")
                        .set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="))
                .get()
                .uri("http://127.0.0.1:" + access.port() + uri)
                .responseSingle((response, body) -> body.asString()
                        .map(text -> List.of(
                                response.status().code(),
                                JsonMapper.shared()
                                        .readTree(text)
                                        .path("errCode")
                                        .asInt())))
                .as(StepVerifier::create)
                .expectNext(List.of(status, errCode))
                .expectComplete()
                .verify(PATIENCE);
    }

    /** Messages from ann in this user's inbox, as the pipeline leaves them. */
    private static void store(UserId user, int count) {
        List<Message> messages = Messages.messages("ann", user.value(), 1, count);
        access.bean(Timeline.class)
                .append(messages.stream()
                        .map(message -> new Timeline.Stored(
                                message, new Origin(0, message.seq().value(), message.at())))
                        .toList())
                .then(access.bean(Inbox.class)
                        .append(messages.stream()
                                .map(message -> new InboxEntry(
                                        new Position(message.seq().value()),
                                        new Reference(user, message.conversation(), message.seq()),
                                        message.id(),
                                        message.at()))
                                .toList()))
                .block(PATIENCE);
    }

    private static NodeId node(UserId user) {
        return access.routes(user.value()).iterator().next();
    }

    private static void publish(Push push) {
        access.bean(NodeTopics.class).publish(List.of(push)).block(PATIENCE);
    }

    private static Push push(NodeId node, UserId user, long position, String text) {
        return new Push(
                node,
                List.of(new Push.Pushed(
                        Messages.message(Messages.envelope("ann", user.value(), text), position),
                        List.of(new Push.Receiver(user, new Position(position))))),
                List.of(),
                List.of());
    }

    /** What is appended from now on. */
    private static Flux<Received<Envelope>> accepted(String conversation) {
        return access.accepted(
                Partitions.of(conversation, access.bean(PartitionCounts.class).accepted()));
    }

    private static TestClient connect(UserId user, String device) {
        return access.connect(user.value(), device);
    }

    private static String token(UserId user) {
        return access.bean(Authenticator.class)
                .issue(user, Platform.LINUX)
                .block(PATIENCE)
                .written();
    }
}
