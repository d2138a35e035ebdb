package io.fluxim.cleaner.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.fluxim.cleaner.CleanerApplication;
import io.fluxim.history.History;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.Messages;
import io.fluxim.testkit.TestMariaDb;
import io.fluxim.testkit.TestStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program on real stores, by its management port. */
class SweepIT {

    private static final Conversation DIRECT = Messages.direct("1", "10");
    private static final Conversation GROUP = Messages.group("team");
    private static final long OLD =
            System.currentTimeMillis() - Duration.ofDays(15).plusMinutes(1).toMillis();
    private static final long YOUNG =
            System.currentTimeMillis() - Duration.ofDays(14).plusHours(23).toMillis();

    private ConfigurableApplicationContext cleaner;
    private Platform platform;

    @BeforeEach
    void start() {
        TestMariaDb.Database mysql = TestStores.mariadb().freshDatabase("cleaner");
        cleaner = CleanerApplication.builder()
                .run(
                        "--server.port=0",
                        "--im.cleaner.page=3",
                        "--im.cleaner.retries=1",
                        "--im.cleaner.schedule=-",
                        "--im.kafka.topics.partitions.accepted=8", // told, so Kafka is not asked
                        "--im.kafka.topics.partitions.sequenced=8",
                        "--im.kafka.topics.partitions.fanout=8",
                        "--spring.mongodb.uri=" + TestStores.mongodb().freshUri("cleaner"),
                        "--spring.data.redis.url=" + TestStores.redis().freshUrl(),
                        "--spring.r2dbc.url=" + mysql.r2dbcUrl(),
                        "--spring.r2dbc.username=" + mysql.user(),
                        "--spring.r2dbc.password=" + mysql.password(),
                        "--im.mysql.jdbc-url=" + mysql.jdbcUrl());
        platform = new Platform(
                cleaner.getBean(Timeline.class),
                cleaner.getBean(Inbox.class),
                cleaner.getBean(Retention.class),
                cleaner.getBean(History.class));
    }

    @AfterEach
    void stop() {
        cleaner.close();
    }

    @Test
    void givenOldAndYoung_whenDryRunThenSweep_thenItDoesWhatTheDryRunSaid() throws Exception {
        platform.messages(DIRECT, 7, OLD, "1", "10");
        platform.messages(DIRECT, 2, YOUNG, "1", "10");
        platform.messages(GROUP, 4, OLD, "10");

        JsonNode dry = post("{\"dryRun\":true}");

        assertThat(dry.path("state").asString()).isEqualTo("COMPLETE");
        assertThat(dry.path("references").path("deleted").asLong()).isEqualTo(14);
        assertThat(platform.positions("1")).hasSize(9);
        assertThat(platform.floor("1")).isZero();

        JsonNode sweep = post("{}");

        assertThat(sweep.path("mode").asString()).isEqualTo("DELETE");
        assertThat(sweep.path("references")).isEqualTo(dry.path("references"));
        assertThat(sweep.path("bodies")).isEqualTo(dry.path("bodies"));
        assertThat(platform.positions("1")).containsExactly(8L, 9L);
        assertThat(platform.positions("10")).startsWith(8L).hasSize(6); // the young ones block those of the group
        assertThat(platform.seqs(DIRECT)).containsExactly(8L, 9L);
        assertThat(platform.seqs(GROUP)).isEmpty();
        assertThat(platform.floor("1")).isEqualTo(7);
        assertThat(Platform.get(platform.inbox.heads(List.of(new UserId("1"))))).containsValue(9L);
        assertThat(get("sweep").path("last").path("state").asString()).isEqualTo("COMPLETE");
    }

    @Test
    void givenMessageMissingInHistory_whenSwept_thenItBlocksAndMetersTell() throws Exception {
        platform.messages(DIRECT, 2, OLD, "1");
        platform.unarchived(DIRECT, OLD, "1");
        platform.messages(DIRECT, 2, OLD, "1");

        JsonNode sweep = post("{\"dryRun\":false}");

        assertThat(platform.positions("1")).containsExactly(3L, 4L, 5L);
        assertThat(sweep.path("references").path("blocks").path(0).path("seq").asLong())
                .isEqualTo(3);
        assertThat(text("prometheus")).contains("im_cleaner_blocked{kind=\"references\"} 1.0");
        assertThat(get("health").path("status").asString()).isEqualTo("UP");
    }

    @Test
    void givenBudgetThatIsTooSmallForThreeNights_whenSwept_thenEverybodysTurnComes() {
        List<String> users = List.of("a", "b", "c", "d", "e", "f");
        users.forEach(user -> platform.messages(Messages.group(user), 3, OLD, user));
        platform.limits = new SweepLimits(Duration.ofDays(15), 3, 6, Duration.ZERO, 0, 4);
        platform.clocks = List.of(Mono.fromSupplier(Instant::now));

        for (int night = 1; night <= 3; night++) {
            assertThat(platform.run(Mode.DELETE).state()).isEqualTo(State.BUDGET_SPENT);
            platform.messages(Messages.group("a"), 6, OLD, "a");
        }

        assertThat(users).allSatisfy(user -> assertThat(platform.floor(user)).isGreaterThanOrEqualTo(3));
    }

    @Test
    void givenMessageThatHistoryRefused_whenSwept_thenItStaysAndBlocks() throws Exception {
        platform.messages(DIRECT, 2, OLD, "1");
        platform.refused(DIRECT, OLD, "1");
        platform.messages(DIRECT, 2, OLD, "1");

        JsonNode sweep = post("{}");

        assertThat(platform.positions("1")).containsExactly(3L, 4L, 5L);
        assertThat(platform.seqs(DIRECT)).containsExactly(3L, 4L, 5L);
        assertThat(sweep.path("references").path("blocked").asLong()).isEqualTo(1);
    }

    @Test
    void givenEntryThatCannotBeRead_whenSwept_thenTheOthersAreCleanedAndNothingGoesBehindIt() throws Exception {
        platform.messages(DIRECT, 5, OLD, "1", "10");
        MongoDatabase mongo =
                Platform.get(cleaner.getBean(ReactiveMongoDatabaseFactory.class).getMongoDatabase());
        Platform.get(Mono.from(
                mongo.getCollection("inbox").updateOne(Filters.eq("_id", "1:0000000000000001"), Updates.unset("at"))));

        JsonNode sweep = post("{}");

        assertThat(sweep.path("state").asString()).isEqualTo("COMPLETE");
        assertThat(sweep.path("references").path("unreadable").asLong()).isEqualTo(1);
        assertThat(Platform.get(platform.inbox.heads(List.of(new UserId("1"))))).containsValue(5L);
        assertThat(platform.floor("1")).isZero();
        assertThat(platform.positions("10")).isEmpty();
        assertThat(text("prometheus")).contains("im_cleaner_unreadable_total{kind=\"references\"} 1.0");
    }

    @Test
    void givenRedisAway_whenSweptAndItComesBack_thenNothingWasDeletedAndTheNextSweepWorks() throws Exception {
        platform.messages(DIRECT, 4, OLD, "1");
        TestStores.redis().kill();
        try {
            assertThat(post("{}").path("state").asString()).isEqualTo("FAILED");
            assertThat(platform.positions("1")).hasSize(4);
        } finally {
            TestStores.redis().start();
        }

        JsonNode sweep = untilNot("FAILED");

        assertThat(sweep.path("state").asString()).isEqualTo("COMPLETE");
        assertThat(platform.positions("1")).isEmpty();
    }

    /** Redis is connected to again in the background: sweeps are asked for until one finds it. */
    private JsonNode untilNot(String state) throws Exception {
        long deadline = System.nanoTime() + Platform.SOON.toNanos();
        JsonNode sweep = post("{}");
        while (sweep.path("state").asString().equals(state) && System.nanoTime() < deadline) {
            sweep = post("{}");
        }
        return sweep;
    }

    private JsonNode post(String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("sweep")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private JsonNode get(String endpoint) throws IOException, InterruptedException {
        return JsonMapper.builder().build().readTree(text(endpoint));
    }

    private String text(String endpoint) throws IOException, InterruptedException {
        return send(request(endpoint).GET().build()).body();
    }

    private HttpRequest.Builder request(String endpoint) {
        String port = cleaner.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint))
                .timeout(Duration.ofSeconds(60));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
