package io.fluxim.torture.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.client.Client;
import io.fluxim.client.InboxEntry;
import io.fluxim.client.Observer;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages with every field at its limit, and larger ones that an earlier release has accepted: they flow, arrive, sync and
 * are archived, and nobody else notices.
 */
class HeavyMessagesIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final UserId HEAVY = new UserId("heavy");
    private static final UserId PEER = new UserId("peer");
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final GroupId TEAM = new GroupId("team");
    private static final int SENT = 500;
    private static final int EARLIER = 100;
    /** Heavy sends without an answer at a time. */
    private static final int UNDER_WAY = 16;

    private static final String BODY = "x".repeat(Content.MAX_BODY_BYTES - 2);

    private static WholeRoute platform;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        platform = new WholeRoute();
        platform.register(List.of(HEAVY, PEER, ANN, BOB));
        platform.createGroup(TEAM, List.of(HEAVY, PEER));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void givenMessagesAtEveryLimit_whenOneSendsThem_thenAllArriveAndOthersChatOn() throws Exception {
        CompletableFuture<Void> heavy = CompletableFuture.runAsync(this::sendHeavy);
        accepted(number -> Conversation.direct(HEAVY, PEER));
        accepted(number -> Conversation.group(TEAM));

        chatWhile(heavy);
        heavy.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        int all = SENT + 2 * EARLIER + 1; // and that the group was made
        assertThat(synced(PEER, all)).as("what the receiver syncs").isEqualTo(all);
        assertThat(synced(HEAVY, all))
                .as("what the sender's other device syncs")
                .isEqualTo(all);
        assertThat(archived("\"userID\":\"heavy\"") + archived("\"groupID\":\"team\""))
                .as("what history holds")
                .isEqualTo(all);
    }

    /** Two others talk in turns until the heavy one is through, twenty rounds at least; each waits for the other's word. */
    private void chatWhile(CompletableFuture<Void> heavy) throws Exception {
        Semaphore heard = new Semaphore(0);
        Observer listening = new Observer() {
            @Override
            public void received(InboxEntry entry) {
                heard.release();
            }
        };
        try (Client ann = connect(ANN, "only", Observer.NONE);
                Client bob = connect(BOB, "only", listening)) {
            assertThat(bob.isOpen()).isTrue();
            for (int round = 0; round < 20 || !heavy.isDone(); round++) {
                ann.toUser("bob", "round-" + round, JSON.valueToTree("hello"));
                assertThat(heard.tryAcquire(30, TimeUnit.SECONDS))
                        .as("round %d arrives", round)
                        .isTrue();
            }
        }
    }

    private void sendHeavy() {
        Raw socket = new Raw(http, URI.create(platform.socket() + "?device=heavy"), platform.token(HEAVY));
        for (int i = 0; i < SENT; i++) {
            socket.send(frame(i), UNDER_WAY);
        }
        assertThat(socket.answers(SENT)).isEqualTo(Map.of("accepted", SENT));
    }

    private static String frame(int number) {
        ObjectNode frame = JSON.createObjectNode()
                .put("op", "send")
                .put("ref", "r" + number)
                .put("clientMsgId", "c".repeat(120) + number)
                .put("type", "text")
                .put("body", BODY)
                .put("ex", "\u0001".repeat(4096));
        if (number % 2 == 0) {
            frame.putObject("to").put("user", PEER.value());
        } else {
            frame.putObject("to").put("group", TEAM.value());
        }
        IntStream.range(10, 40).forEach(i -> frame.withObject("/options").put("o".repeat(62) + i, true));
        IntStream.range(10, 80).forEach(i -> frame.withArray("/atUsers").add("u".repeat(62) + i));
        List.of("title", "desc", "ex", "iosSound")
                .forEach(field -> frame.withObject("/offlinePush").put(field, "p".repeat(1100)));
        return frame.toString();
    }

    /** What an earlier release took: nearly 80 KB beside the body. */
    private static void accepted(IntFunction<Conversation> where) {
        RecordSink sink = platform.get(RecordSink.class);
        int partitions = platform.get(PartitionCounts.class).accepted();
        String large = "\u0001".repeat(8192);
        Extras extras = new Extras(
                1,
                "device",
                IntStream.range(10, 74).boxed().collect(Collectors.toMap(i -> "o".repeat(62) + i, i -> true)),
                IntStream.range(100, 600).mapToObj(i -> "u".repeat(61) + i).toList(),
                large,
                new Extras.OfflinePush(large, large, large, large, true));
        Content content = new Content(MessageType.TEXT, "\"" + BODY + "\"");
        for (int i = 0; i < EARLIER; i++) {
            Conversation conversation = where.apply(i);
            String id = "earlier-" + i;
            Envelope envelope = new Envelope(
                    MessageId.of(HEAVY, conversation, id),
                    id,
                    HEAVY,
                    conversation,
                    content,
                    extras,
                    MembershipChange.NONE);
            assertThat(envelope.bytes()).isGreaterThan(140_000);
            String key = conversation.key();
            sink.append(new Outgoing<>(Topic.ACCEPTED, Partitions.of(key, partitions), key, envelope))
                    .block(PATIENCE);
        }
    }

    private int synced(UserId user, int expected) throws Exception {
        CountDownLatch missing = new CountDownLatch(expected);
        AtomicInteger entries = new AtomicInteger();
        Observer counting = new Observer() {
            @Override
            public void received(InboxEntry entry) {
                entries.incrementAndGet();
                missing.countDown();
            }
        };
        try (Client device = connect(user, "another", counting)) {
            assertThat(device.isOpen()).isTrue();
            while (!missing.await(1, TimeUnit.SECONDS) && entries.get() < expected) {
                device.ping(); // its answer has the head, for what was not stored when it connected
                assertThat(device.isOpen())
                        .as("still connected after %d entries", entries.get())
                        .isTrue();
            }
        }
        return entries.get();
    }

    private Client connect(UserId user, String device, Observer observer) throws Exception {
        Client.Login login = new Client.Login(platform.socket(), platform.token(user), device);
        return Client.connect(http, login, Client.Position.START, observer).get(1, TimeUnit.MINUTES);
    }

    /** Pages of history over HTTP, each of its messages once. */
    private int archived(String which) throws Exception {
        int count = 0;
        long from = 1;
        boolean more = true;
        while (more) {
            JsonNode data = post("/msg/get_history", "{" + which + ",\"limit\":200,\"fromSeq\":" + from + "}");
            count += data.path("messages").size();
            more = data.path("more").asBoolean();
            from = data.path("next").path("seq").asLong() + 1;
        }
        return count;
    }

    private JsonNode post(String path, String body) throws Exception {
        URI socket = platform.socket();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + socket.getHost() + ":" + socket.getPort() + path))
                .header("token", platform.token(PEER))
                .header("operationID", "heavy")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body().length()).as("bytes of a page").isLessThan(4 << 20);
        JsonNode read = JSON.readTree(answer.body());
        assertThat(read.path("errCode").asInt())
                .as(read.path("errDlt").asString(""))
                .isZero();
        return read.path("data");
    }
}
