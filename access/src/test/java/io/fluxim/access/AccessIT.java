package io.fluxim.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.auth.Authenticator;
import io.fluxim.access.auth.Platform;
import io.fluxim.access.push.Presence;
import io.fluxim.directory.User;
import io.fluxim.directory.Users;
import io.fluxim.kafka.KafkaSources;
import io.fluxim.kafka.Outgoing;
import io.fluxim.kafka.Received;
import io.fluxim.kafka.RecordSink;
import io.fluxim.kafka.Topic;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.protocol.topic.Push;
import io.fluxim.route.Route;
import io.fluxim.route.Routes;
import io.fluxim.testkit.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** A node on real stores: what a client sends stands in Kafka, what is pushed reaches it. */
class AccessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");

    private static RunningAccess access;

    @BeforeAll
    static void start() {
        access = new RunningAccess();
        List<User> users =
                Stream.of(ANN, BOB).map(id -> User.of(id, id.value(), 1)).toList();
        access.bean(Users.class).register(users).block(PATIENCE);
        Flux.interval(Duration.ofMillis(20))
                .takeUntil(tick -> access.bean(Presence.class).ready())
                .blockLast(PATIENCE);
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
    void givenPushRecord_whenInTheSlot_thenEntriesOnEverySessionOfTheReceiver() {
        try (TestClient phone = connect(BOB, "phone");
                TestClient web = connect(BOB, "web")) {
            phone.next("hello");
            web.next("hello");
            Route route = access.bean(Routes.class)
                    .find(
                            Partitions.of(
                                    "bob", access.bean(PartitionCounts.class).fanout()),
                            List.of(BOB))
                    .block(PATIENCE)
                    .getOrDefault(BOB, Set.of())
                    .iterator()
                    .next();
            Push foreign = push(new NodeId("another"), "foreign");
            Push own = push(route.node(), "hello bob");
            Flux.just(foreign, own)
                    .concatMap(record ->
                            access.bean(RecordSink.class).append(new Outgoing<>(Topic.PUSH, route.slot(), "", record)))
                    .blockLast(PATIENCE);
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

    private static Push push(NodeId node, String text) {
        return new Push(
                node,
                List.of(new Push.Pushed(
                        Messages.message(Messages.envelope("ann", "bob", text), 1),
                        List.of(new Push.Receiver(BOB, new Position(1))))),
                List.of(),
                List.of());
    }

    /** What is appended from now on. */
    private static Flux<Received<Envelope>> accepted(String conversation) {
        int partition =
                Partitions.of(conversation, access.bean(PartitionCounts.class).accepted());
        var tail = access.bean(KafkaSources.class).tail(Topic.ACCEPTED, partition);
        Flux<Received<Envelope>> records = tail.records().replay().autoConnect(0);
        tail.ready().block(PATIENCE);
        return records;
    }

    private static TestClient connect(UserId user, String device) {
        String token = access.bean(Authenticator.class)
                .issue(user, Platform.LINUX)
                .block(PATIENCE)
                .written();
        return TestClient.connect(access.port(), "?token=" + token + "&device=" + device);
    }
}
