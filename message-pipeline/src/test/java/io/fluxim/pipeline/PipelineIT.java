package io.fluxim.pipeline;

import static io.fluxim.pipeline.Sample.ANN;
import static io.fluxim.pipeline.Sample.BOB;
import static io.fluxim.pipeline.Sample.CAT;
import static io.fluxim.pipeline.Sample.change;
import static io.fluxim.pipeline.Sample.direct;
import static io.fluxim.pipeline.Sample.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.kafka.deadletter.DeadLetterWriter;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.pipeline.deadletter.DeadLetterEndpoint;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.DeadLetter;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.testkit.TestStores;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The program on real stores. One log of messages grows from test to test; each test takes a store away while it flows, and
 * all of it must be in every inbox, dense and in order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineIT {

    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final Map<UserId, Set<MessageId>> due = new HashMap<>();
    private static ConfigurableApplicationContext pipeline;

    @BeforeAll
    static void start() {
        due.clear();
        pipeline = started();
        accept(change("create", MembershipChange.joining(List.of(ANN, BOB, CAT))), List.of(ANN, BOB, CAT));
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    private static ConfigurableApplicationContext started() {
        return PipelineApplication.builder()
                .run(
                        "--server.port=0",
                        "--im.kafka.bootstrap-servers=" + TestStores.kafka().bootstrapServers(),
                        "--im.kafka.source.session-timeout=6s",
                        "--spring.data.redis.url=" + TestStores.redis().url(),
                        "--spring.mongodb.uri=" + TestStores.mongodb().uriOf("pipeline"));
    }

    @Test
    @Order(1)
    void givenDirectAndGroupMessages_whenAccepted_thenInEveryDueInbox() {
        chat("plain", 300);
        everythingArrives();
    }

    @Test
    @Order(2)
    void givenRedisEmptiedInMidFlow_whenGoingOn_thenDense() {
        chat("before", 200);
        pipeline.getBean(ReactiveStringRedisTemplate.class)
                .execute(connection -> connection.serverCommands().flushAll())
                .blockLast(QUIET);
        chat("after", 200);
        everythingArrives();
    }

    @Test
    @Order(3)
    void givenRedisRolledBackInMidFlow_whenGoingOn_thenDense() {
        ReactiveStringRedisTemplate redis = pipeline.getBean(ReactiveStringRedisTemplate.class);
        chat("before rollback", 100);
        everythingArrives();
        Long heads = redis.keys("{*")
                .filter(key -> key.contains(":seq:") || key.contains(":position:"))
                .flatMap(key -> redis.opsForValue().set(key, "3"))
                .count()
                .block(QUIET);
        assertThat(heads)
                .as("heads rolled back: two conversations, three inboxes")
                .isEqualTo(5);
        chat("after rollback", 100);
        everythingArrives();
    }

    @Test
    @Order(4)
    void givenRedisAwayAndBackEmpty_whenGoingOn_thenDense() {
        chat("before redis", 100);
        TestStores.redis().kill();
        chat("without redis", 100);
        TestStores.redis().start();
        everythingArrives();
    }

    @Test
    @Order(5)
    void givenMongoAwayAndBack_whenGoingOn_thenDense() {
        chat("before mongo", 100);
        TestStores.mongodb().kill();
        chat("without mongo", 100);
        TestStores.mongodb().start();
        everythingArrives();
    }

    @Test
    @Order(6)
    void givenProgramStopped_whenStartedAgain_thenItGoesOn() {
        chat("before stop", 100);
        pipeline.close();
        pipeline = started();
        chat("after start", 100);
        everythingArrives();
    }

    @Test
    @Order(7)
    void givenKafkaAwayAndBack_whenGoingOn_thenDense() {
        chat("before kafka", 100);
        TestStores.kafka().kill();
        TestStores.kafka().start();
        chat("with kafka", 100);
        everythingArrives();
    }

    @Test
    @Order(8)
    void givenDeadRecord_whenReplayed_thenItIsSetAsideAgainAndTheOthersGoOn() {
        DeadLetterEndpoint endpoint = pipeline.getBean(DeadLetterEndpoint.class);
        long before = endpoint.list(null).block(QUIET).size();
        pipeline.getBean(RecordSink.class)
                .append(new Outgoing<>(Garbage.in(Topic.ACCEPTED), 3, "garbage", direct(ANN, BOB, "garbage")))
                .block(QUIET);
        chat("after garbage", 20);
        everythingArrives();

        assertThat(letters(endpoint, before, 1)).singleElement().satisfies(listed -> {
            assertThat(listed.topic()).isEqualTo("im.accepted");
            assertThat(listed.partition()).isEqualTo(3);
            assertThat(listed.cause()).contains("Protocol Buffers");
        });
        assertThat(endpoint.replay(before).block(QUIET)).isNotNull();
        assertThat(letters(endpoint, before, 2)).hasSize(2);
        assertThat(endpoint.replay(before + 99).block(QUIET)).isNull();
    }

    @Test
    @Order(9)
    void givenDeadLetterThatWasCut_whenReplayed_thenRefusedAndTheWholeRecordIsNamed() {
        DeadLetterEndpoint endpoint = pipeline.getBean(DeadLetterEndpoint.class);
        long number = endpoint.list(null).block(QUIET).size();
        DeadLetter cut = new DeadLetter("im.accepted", 3, 7, 8, "too large", new byte[1], new byte[10], 5_000_000);
        pipeline.getBean(RecordSink.class)
                .append(new Outgoing<>(Topic.DEAD_LETTER, DeadLetterWriter.PARTITION, "im.accepted", cut))
                .block(QUIET);

        assertThatThrownBy(() -> endpoint.replay(number).block(QUIET))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("10 of 5000000 bytes")
                .hasMessageContaining("offset 7 of im.accepted-3");
        assertThat(endpoint.list(number).block(QUIET))
                .singleElement()
                .satisfies(listed -> assertThat(listed.bytes()).isEqualTo(5_000_000));
    }

    private static List<DeadLetterEndpoint.Listed> letters(DeadLetterEndpoint endpoint, long from, int count) {
        return endpoint.list(from)
                .filter(found -> found.size() >= count)
                .repeatWhenEmpty(polls -> polls.delayElements(Duration.ofMillis(100)))
                .block(QUIET);
    }

    private static void chat(String name, int count) {
        for (int i = 0; i < count; i++) {
            accept(direct(ANN, BOB, name + "-d" + i), List.of(ANN, BOB));
            accept(group(CAT, name + "-g" + i), List.of(ANN, BOB, CAT));
        }
    }

    private static void accept(Envelope envelope, List<UserId> receivers) {
        String key = envelope.conversation().key();
        int partition =
                Partitions.of(key, pipeline.getBean(PartitionCounts.class).accepted());
        pipeline.getBean(RecordSink.class)
                .append(new Outgoing<>(Topic.ACCEPTED, partition, key, envelope))
                .retryWhen(Retry.backoff(20, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(2)))
                .block(QUIET);
        receivers.forEach(
                user -> due.computeIfAbsent(user, absent -> new HashSet<>()).add(envelope.id()));
    }

    private static void everythingArrives() {
        Inbox inbox = pipeline.getBean(Inbox.class);
        Flux.fromIterable(due.entrySet())
                .concatMap(one -> Mono.defer(() -> inbox.heads(List.of(one.getKey())))
                        .filter(heads ->
                                heads.get(one.getKey()) >= one.getValue().size())
                        .repeatWhenEmpty(polls -> polls.delayElements(Duration.ofMillis(100)))
                        .timeout(QUIET))
                .blockLast(QUIET);
        due.forEach((user, ids) -> isRight(user, inbox.after(user, 0, 100_000).block(QUIET), ids));
    }

    private static void isRight(UserId user, List<InboxEntry> entries, Set<MessageId> ids) {
        Set<MessageId> found = new HashSet<>();
        Map<Conversation, Long> last = new HashMap<>();
        long position = 0;
        for (InboxEntry entry : entries) {
            assertThat(entry.position().value()).as("positions of %s", user).isEqualTo(++position);
            assertThat(found.add(entry.message())).as("each once for %s", user).isTrue();
            long seq = entry.reference().seq().value();
            long before = last.getOrDefault(entry.reference().conversation(), 0L);
            assertThat(seq)
                    .as("seqs for %s: all of them members from the start", user)
                    .isEqualTo(before + 1);
            last.put(entry.reference().conversation(), seq);
        }
        assertThat(found).as("what %s has", user).isEqualTo(ids);
    }
}
