package io.fluxim.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.cli.backup.Platform;
import io.fluxim.client.Client;
import io.fluxim.client.Json;
import io.fluxim.client.Observer;
import io.fluxim.client.Outcome;
import io.fluxim.embedded.EmbeddedStores;
import io.fluxim.history.Place;
import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.rebuild.RebuildHistory.Done;
import io.fluxim.testkit.TestMariaDb.Database;
import io.fluxim.testkit.TestStores;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.StringNode;

/** A whole platform whose history is destroyed, and made anew from the log. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RebuildHistoryIT {

    private static final int TERMINATED = 128 + 15;

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private final RebuildHistory rebuild = new RebuildHistory(Clock.systemUTC(), progress::add);
    private Path data;

    /** Not in the temporary folder: servers in containers of their own do not see it. */
    @BeforeEach
    void makeDirectory() throws IOException {
        Path target = Path.of(System.getProperty("user.dir"), "target");
        data = Files.createTempDirectory(target, "rebuild ").resolve("data");
    }

    @Test
    void givenDestroyedHistory_whenRebuilt_thenItIsToldAndPutRight() throws Exception {
        List<String> before = chatted();
        assertThat(rebuild.run(data, Ending.COMPARED).difference().isWhole()).isTrue();

        execute("DELETE FROM message_history WHERE seq > 1");

        Done compared = rebuild.run(data, Ending.COMPARED);
        assertThat(compared.read()).isEqualTo(3);
        assertThat(compared.difference().missing().first())
                .extracting(Place::seq)
                .extracting(seq -> seq.value())
                .containsExactly(2L, 3L);
        assertThat(compared.old()).isEmpty();
        assertThat(progress).contains("read partition 12 of 12 of the log");

        Done done = rebuild.run(data, Ending.PUT_IN_PLACE);
        assertThat(done.difference()).isEqualTo(compared.difference());
        assertThat(done.old()).hasValueSatisfying(old -> assertThat(old).startsWith("message_history_before_"));
        assertThat(history()).isEqualTo(before);
    }

    @Test
    void givenRebuildThatIsEndedHalfway_whenRunAgain_thenTheHistoryIsWholeAndNoServerWasLeft() throws Exception {
        List<String> before = chatted();
        execute("DELETE FROM message_history WHERE seq > 1");

        try (Child child = Child.rebuilding(data, "history", "--apply")) {
            child.await(Workshop.OPEN);
            assertThat(child.terminate()).isEqualTo(TERMINATED);
        }
        assertThat(EmbeddedStores.leftRunning(data)).isEmpty();

        try (Child child = Child.rebuilding(data, "history", "--apply")) {
            child.await("read partition 1 of 12");
            child.kill();
        }

        assertThat(rebuild.run(data, Ending.PUT_IN_PLACE).read()).isEqualTo(3);
        assertThat(history()).isEqualTo(before);
    }

    @Test
    void givenSinkElsewhere_whenRebuilt_thenRefusedAndNothingIsChanged() throws Exception {
        Database mysql = TestStores.mariadb().freshDatabase("elsewhere");
        Elsewhere.servers(data, keys(mysql));
        assertThat(rebuild.run(data, Ending.COMPARED).difference().isWhole()).isTrue(); // makes topics and tables
        drop(mysql, "message_history_rebuilt");
        List<String> before = tables(mysql);

        try (Elsewhere sink = Elsewhere.running(ConsumerGroup.HISTORY)) {
            assertThatThrownBy(() -> rebuild.run(data, Ending.PUT_IN_PLACE))
                    .isInstanceOf(RebuildFailed.class)
                    .hasMessageContaining("1 of history-sink read im.sequenced");
        }

        assertThat(tables(mysql)).isEqualTo(before).contains("message_history");
        assertThat(rebuild.run(data, Ending.PUT_IN_PLACE).old()).isPresent();
    }

    private List<String> chatted() throws Exception {
        try (Platform platform = Platform.start(data)) {
            platform.token("bob");
            Client ann = platform.connect("ann", platform.token("ann"), Client.Position.START, Observer.NONE);
            for (String id : List.of("one", "two", "three")) {
                assertThat(ann.toUser("bob", id, StringNode.valueOf(id)).join()).isInstanceOf(Outcome.Accepted.class);
            }
            List<String> rows = platform.awaitHistory(Json.object().put("userID", "ann"), "bob", 3);
            assertThatThrownBy(() -> rebuild.run(data, Ending.COMPARED))
                    .isInstanceOf(RebuildFailed.class)
                    .hasMessageContaining("another process uses");
            ann.close();
            return rows;
        }
    }

    private List<String> history() throws Exception {
        try (Platform platform = Platform.start(data)) {
            return platform.awaitHistory(Json.object().put("userID", "ann"), "bob", 3);
        }
    }

    private void execute(String sql) {
        Workshop.in(data, RebuildHistory.TOOLS, workshop -> updated(workshop.part(ConnectionFactory.class), sql));
    }

    private static Mono<Long> updated(ConnectionFactory connections, String sql) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.from(connection.createStatement(sql).execute())
                        .concatMap(Result::getRowsUpdated)
                        .reduce(0L, Long::sum),
                Connection::close);
    }

    private static Map<String, String> keys(Database mysql) {
        return Map.of(
                "spring.r2dbc.url", mysql.r2dbcUrl(),
                "spring.r2dbc.username", mysql.user(),
                "spring.r2dbc.password", mysql.password(),
                "im.mysql.jdbc-url", mysql.jdbcUrl(),
                "im.mysql.user", mysql.user(),
                "im.mysql.password", mysql.password());
    }

    private static void drop(Database mysql, String table) throws SQLException {
        try (java.sql.Connection connection = connect(mysql);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DROP TABLE " + table);
        }
    }

    private static List<String> tables(Database mysql) throws SQLException {
        try (java.sql.Connection connection = connect(mysql);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW TABLES")) {
            List<String> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private static java.sql.Connection connect(Database mysql) throws SQLException {
        return DriverManager.getConnection(mysql.jdbcUrl(), mysql.user(), mysql.password());
    }
}
