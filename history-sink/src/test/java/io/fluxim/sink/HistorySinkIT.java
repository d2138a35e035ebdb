package io.fluxim.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.history.History;
import io.fluxim.history.PageRequest;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.source.KafkaSources;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.topic.Codec;
import io.fluxim.protocol.topic.DeadLetter;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.testkit.Messages;
import io.fluxim.testkit.TestMariaDb.Database;
import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The program on a real Kafka and MariaDB. One log of messages grows from test to test, and all of it must stand in the
 * archive, each message once.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistorySinkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Database DATABASE = TestStores.mariadb().freshDatabase("sink");
    private static final List<Message> PRODUCED = new ArrayList<>();
    private static ConfigurableApplicationContext sink;

    @BeforeAll
    static void start() {
        sink = started();
    }

    @AfterAll
    static void stop() {
        sink.close();
    }

    private static ConfigurableApplicationContext started() {
        return HistorySinkApplication.builder()
                .run(
                        "--server.port=0",
                        "--im.kafka.bootstrap-servers=" + TestStores.kafka().bootstrapServers(),
                        "--im.kafka.source.session-timeout=6s",
                        "--im.history-sink.wait-max=500ms",
                        "--spring.r2dbc.url=" + DATABASE.r2dbcUrl(),
                        "--spring.r2dbc.username=" + DATABASE.user(),
                        "--spring.r2dbc.password=" + DATABASE.password(),
                        "--im.mysql.jdbc-url=" + DATABASE.jdbcUrl());
    }

    @Test
    @Order(1)
    void givenMessagesOfManyConversations_whenProduced_thenEachStandsInTheArchiveOnce() {
        produce("first", 30, 20);
        everythingIsArchived();
    }

    @Test
    @Order(2)
    void givenTheSameRecordsAgain_whenProduced_thenTheArchiveIsTheSame() {
        append(Topic.SEQUENCED, List.copyOf(PRODUCED));
        produce("after", 5, 4);
        everythingIsArchived();
    }

    @Test
    @Order(3)
    void givenMariaDbKilled_whenItIsBack_thenNothingIsMissing() {
        double waits = sink.getBean(MeterRegistry.class)
                .get(SinkMeters.WAITS)
                .counter()
                .count();
        TestStores.mariadb().kill();
        produce("away", 10, 20);
        Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                .filter(tick -> sink.getBean(MeterRegistry.class)
                                .get(SinkMeters.WAITS)
                                .counter()
                                .count()
                        > waits)
                .next()
                .block(PATIENCE);
        TestStores.mariadb().start();
        everythingIsArchived();
    }

    @Test
    @Order(4)
    void givenTheProgramStopped_whenStartedAgain_thenItGoesOn() {
        produce("before the stop", 10, 10);
        sink.close();
        sink = started();
        produce("after the start", 10, 10);
        everythingIsArchived();
    }

    @Test
    @Order(5)
    void givenABadRowAndGarbageAmongGoodOnes_whenProduced_thenTheyAreDeadLettersAndTheRestIsArchived() {
        Conversation talk = Messages.direct("ann", "bad");
        Message bad = Messages.message(Messages.envelope("ann", talk, "x".repeat(200), "bad"), 1);
        append(Topic.SEQUENCED, List.of(bad));
        append(new Topic<>(Topic.SEQUENCED.name(), new Garbage()), List.of(bad));
        produce("beside the bad", 10, 10);
        everythingIsArchived();

        List<DeadLetter> letters = Objects.requireNonNull(Mono.defer(() -> sink.getBean(KafkaSources.class)
                        .scan(Topic.DEAD_LETTER, 0)
                        .from(0, 10))
                .filter(found -> found.size() >= 2)
                .repeatWhenEmpty(polls -> polls.delayElements(Duration.ofMillis(100)))
                .map(found -> found.stream().map(Received::value).toList())
                .block(PATIENCE));
        assertThat(letters)
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.topic()).isEqualTo("im.sequenced"));
        assertThat(letters)
                .extracting(DeadLetter::cause)
                .anySatisfy(cause -> assertThat(cause).contains("error 1406"))
                .anySatisfy(cause -> assertThat(cause).contains("Protocol Buffers"));
        assertThat(archived(talk)).isEmpty();
    }

    @Test
    @Order(6)
    void givenItRuns_whenAsked_thenItIsReadyAndItsMetersAreThere() throws Exception {
        assertThat(get("/actuator/health/readiness")).contains("\"status\":\"UP\"");
        assertThat(get("/actuator/health/liveness")).contains("\"status\":\"UP\"");
        assertThat(get("/actuator/prometheus"))
                .contains("im_sink_records_total{outcome=\"stored\"}")
                .contains("im_sink_records_total{outcome=\"refused\"} 1.0")
                .contains("im_sink_records_total{outcome=\"unreadable\"} 1.0")
                .contains("im_sink_batch_seconds_bucket")
                .contains("im_flow_running{flow=\"archive\"} 1");
    }

    /** taken = stored + refused + unreadable, since it was started again. */
    @Test
    @Order(7)
    void givenGoodRepeatedAndBadRecords_whenDone_thenTheCountsBalance() {
        MeterRegistry meters = sink.getBean(MeterRegistry.class);
        double taken = meters.get("im.kafka.batch")
                .tag("group", "history-sink")
                .summary()
                .totalAmount();
        int again = PRODUCED.size();
        append(Topic.SEQUENCED, List.copyOf(PRODUCED)); // repeats count as stored
        Mono.fromSupplier(() -> counted(meters))
                .filter(sum -> sum == taken + again)
                .repeatWhenEmpty(polls -> polls.delayElements(Duration.ofMillis(100)))
                .timeout(PATIENCE, Mono.empty())
                .block();
        assertThat(counted(meters)).isEqualTo(taken + again);
        assertThat(meters.get("im.kafka.batch")
                        .tag("group", "history-sink")
                        .summary()
                        .totalAmount())
                .isEqualTo(taken + again);
        everythingIsArchived();
    }

    private static double counted(MeterRegistry meters) {
        return meters.get(SinkMeters.RECORDS).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static String get(String path) throws Exception {
        String port = Objects.requireNonNull(sink.getEnvironment().getProperty("local.server.port"));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** Writes what nobody can read. */
    private static final class Garbage implements Codec<Message> {
        @Override
        public byte[] encode(Message value) {
            return new byte[] {-1, -1, -1};
        }

        @Override
        public Message decode(byte[] bytes) {
            throw new AssertionError("nobody reads this");
        }
    }

    private static void produce(String name, int conversations, int each) {
        for (int i = 0; i < conversations; i++) {
            List<Message> messages = Messages.messages(name.replace(' ', '-') + i, "bob", 1, each);
            append(Topic.SEQUENCED, messages);
            PRODUCED.addAll(messages);
        }
    }

    private static void append(Topic<Message> topic, List<Message> messages) {
        int count = sink.getBean(PartitionCounts.class).sequenced();
        sink.getBean(RecordSink.class)
                .appendAll(messages.stream()
                        .map(message -> {
                            String key = message.conversation().key();
                            return new Outgoing<>(topic, Partitions.of(key, count), key, message);
                        })
                        .toList())
                .block(PATIENCE);
    }

    private static void everythingIsArchived() {
        Flux.fromIterable(PRODUCED)
                .groupBy(Message::conversation, 1024)
                .flatMap(Flux::collectList, 1024)
                .concatMap(due -> Mono.fromCallable(() -> archived(due.get(0).conversation()))
                        .subscribeOn(Schedulers.boundedElastic())
                        .filter(due::equals)
                        .repeatWhenEmpty(polls -> polls.delayElements(Duration.ofMillis(100)))
                        .timeout(PATIENCE))
                .blockLast(PATIENCE);
    }

    private static List<Message> archived(Conversation conversation) {
        PageRequest all = new PageRequest(
                conversation, PageRequest.Seqs.ALL, PageRequest.Order.ASCENDING, History.MAX_PAGE, Integer.MAX_VALUE);
        return Objects.requireNonNull(sink.getBean(History.class).page(all).block(PATIENCE))
                .messages();
    }
}
