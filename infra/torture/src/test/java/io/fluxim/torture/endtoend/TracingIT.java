package io.fluxim.torture.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.client.Client;
import io.fluxim.client.InboxEntry;
import io.fluxim.client.Observer;
import io.fluxim.client.Outcome;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.source.KafkaSources;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.torture.endtoend.Collector.Collected;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The whole route on real stores, half of its messages traced, and a collector that takes the spans. */
class TracingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final String BODY = "what nobody else may read";
    private static final int SENT = 20;

    private static final Collector collector = new Collector();
    private static WholeRoute platform;

    @BeforeAll
    static void start() {
        platform = new WholeRoute("--im.tracing.endpoint=" + collector.endpoint(), "--im.tracing.ratio=0.5");
        platform.register(List.of(ANN, BOB));
    }

    @AfterAll
    static void stop() {
        platform.close();
        collector.close();
    }

    @Test
    void givenHalfOfTheMessagesTraced_whenOneSendsAndOneReceives_thenOneTraceEachFromSendToPush() throws Exception {
        CountDownLatch received = new CountDownLatch(SENT);
        try (Client bob = connect(BOB, new Counting(received));
                Client ann = connect(ANN, Observer.NONE)) {
            for (int i = 0; i < SENT; i++) {
                send(ann, "m" + i);
            }
            assertThat(received.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

            Map<MessageId, Boolean> traced = traced();
            assertThat(traced).hasSize(SENT).containsValues(true, false);
            for (MessageId id : ids(traced, true)) {
                isWhole(collector.trace(id.hex(), TracingIT::complete));
            }
            assertThat(collector.all())
                    .extracting(Collected::trace)
                    .as("only what is sampled has headers, and spans")
                    .containsOnlyElementsOf(
                            ids(traced, true).stream().map(MessageId::hex).collect(Collectors.toSet()));

            MessageId one = ids(traced, true).iterator().next();
            sentAgain(ann, one);
            redelivered(one);
            assertThat(platform.get(Inbox.class).heads(List.of(BOB)).block(PATIENCE))
                    .containsEntry(BOB, (long) SENT);
        }
    }

    /** Who sends again has the answer in the same trace; nothing follows it. */
    private static void sentAgain(Client ann, MessageId id) throws Exception {
        int number = IntStream.range(0, SENT)
                .filter(i -> id("m" + i).equals(id))
                .findFirst()
                .orElseThrow();
        send(ann, "m" + number);
        List<Collected> trace =
                collector.trace(id.hex(), spans -> count(spans, "send") == 2 && count(spans, "sequence") == 2);
        assertThat(count(trace, "history")).isEqualTo(1);
    }

    /** As after a crash: the same record again. */
    private static void redelivered(MessageId id) throws Exception {
        long before = collector.all().stream()
                .filter(span -> span.trace().equals(id.hex()) && span.name().equals("inbox"))
                .count();
        Received<Fanout> record = fanoutOf(id);
        int partition = partitionOf(BOB);
        platform.get(RecordSink.class)
                .append(new Outgoing<>(Topic.FANOUT, partition, "f" + partition, record.value(), record.traces()))
                .block(PATIENCE);
        collector.trace(id.hex(), spans -> count(spans, "inbox") == before + 1);
    }

    private static void isWhole(List<Collected> trace) {
        Collected send = only(trace, "send");
        Collected sequence = only(trace, "sequence");
        assertThat(send.parent()).isEmpty();
        assertThat(send.service()).isEqualTo("access");
        assertThat(sequence.parent()).isEqualTo(send.id());
        assertThat(sequence.service()).isEqualTo("message-pipeline");
        assertThat(only(trace, "history").parent()).isEqualTo(sequence.id());
        assertThat(only(trace, "history").service()).isEqualTo("history-sink");
        List<Collected> inboxes = named(trace, "inbox");
        assertThat(inboxes)
                .isNotEmpty()
                .allSatisfy(inbox -> assertThat(inbox.parent()).isEqualTo(sequence.id()));
        Set<String> before = inboxes.stream().map(Collected::id).collect(Collectors.toSet());
        assertThat(named(trace, "push")).hasSize(2).allSatisfy(push -> {
            assertThat(before).contains(push.parent());
            assertThat(push.service()).isEqualTo("access");
        });
        assertThat(trace).allSatisfy(span -> {
            assertThat(span.span().toString()).doesNotContain(BODY);
            assertThat(span.span().getEndTimeUnixNano())
                    .isGreaterThanOrEqualTo(span.span().getStartTimeUnixNano());
        });
    }

    /** The sender's own session is pushed to, too. */
    private static boolean complete(List<Collected> trace) {
        return count(trace, "send") == 1
                && count(trace, "sequence") == 1
                && count(trace, "history") == 1
                && count(trace, "inbox") == inboxPartitions()
                && count(trace, "push") == 2;
    }

    private static long inboxPartitions() {
        return List.of(ANN, BOB).stream().map(TracingIT::partitionOf).distinct().count();
    }

    private static long count(List<Collected> trace, String name) {
        return named(trace, name).size();
    }

    private static List<Collected> named(List<Collected> trace, String name) {
        return trace.stream().filter(span -> span.name().equals(name)).toList();
    }

    private static Collected only(List<Collected> trace, String name) {
        assertThat(named(trace, name)).as(name).hasSize(1);
        return named(trace, name).get(0);
    }

    /** Of each record of {@code im.accepted}, whether it has a header. */
    private static Map<MessageId, Boolean> traced() {
        Map<MessageId, Boolean> traced = new HashMap<>();
        int partitions = platform.get(PartitionCounts.class).accepted();
        for (int partition = 0; partition < partitions; partition++) {
            scanned(Topic.ACCEPTED, partition)
                    .forEach(record ->
                            traced.put(record.value().id(), !record.traces().isEmpty()));
        }
        traced.keySet()
                .retainAll(IntStream.range(0, SENT).mapToObj(i -> id("m" + i)).toList());
        return traced;
    }

    private static List<MessageId> ids(Map<MessageId, Boolean> traced, boolean which) {
        return traced.keySet().stream().filter(id -> traced.get(id) == which).toList();
    }

    private static Received<Fanout> fanoutOf(MessageId id) {
        return scanned(Topic.FANOUT, partitionOf(BOB)).stream()
                .filter(record -> record.traces().stream()
                        .anyMatch(trace -> trace.message().equals(id)))
                .findFirst()
                .orElseThrow();
    }

    private static int partitionOf(UserId user) {
        return Partitions.of(user.value(), platform.get(PartitionCounts.class).fanout());
    }

    private static <T> List<Received<T>> scanned(Topic<T> topic, int partition) {
        return platform.get(KafkaSources.class)
                .scan(topic, partition)
                .from(0, 1000)
                .block(PATIENCE);
    }

    private static MessageId id(String clientMsgId) {
        return MessageId.of(ANN, Conversation.direct(ANN, BOB), clientMsgId);
    }

    private static void send(Client from, String clientMsgId) throws Exception {
        assertThat(from.toUser(BOB.value(), clientMsgId, JsonMapper.shared().valueToTree(BODY))
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(Outcome.Accepted.class);
    }

    private static Client connect(UserId user, Observer observer) {
        Client.Login login = new Client.Login(platform.socket(), platform.token(user), "only");
        return Client.connect(HttpClient.newHttpClient(), login, Client.Position.START, observer)
                .join();
    }

    private record Counting(CountDownLatch left) implements Observer {

        @Override
        public void received(InboxEntry entry) {
            left.countDown();
        }
    }
}
