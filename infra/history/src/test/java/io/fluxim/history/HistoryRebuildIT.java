package io.fluxim.history;

import static io.fluxim.history.HistoryContract.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.mysql.MySqlProperties;
import io.fluxim.mysql.MySqlSchema;
import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.Message;
import io.fluxim.testkit.Messages;
import io.fluxim.testkit.TestMariaDb.Database;
import io.fluxim.testkit.TestStores;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log of ten messages, and a history that has lost one, changed one, and knows one that the log no longer has. */
class HistoryRebuildIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);
    private static final String OLD = "message_history_before_20261126_120000";

    private final Database database = TestStores.mariadb().freshDatabase("rebuild");
    private final ConnectionFactory connections = ConnectionFactories.get(database.r2dbcLogin());
    private final History standing = new MySqlHistory(new MySqlStatements(connections, PATIENCE));
    private final HistoryRebuild rebuild = new HistoryRebuild(connections, PATIENCE, CLOCK);
    private final List<Message> log = Messages.messages("ann", "bob", 1, 10);
    private final Message beyond = Messages.message(Messages.envelope("ann", "bob", "beyond"), 11);

    @BeforeEach
    void stand() {
        MySqlSchema.migrated(
                new MySqlProperties(database.jdbcUrl(), database.user(), database.password()),
                "db/history",
                "flyway_history_archive");
        answer(standing.append(log));
        answer(standing.append(List.of(beyond)));
    }

    @Test
    void givenWholeHistory_whenCompared_thenOnlyWhatTheLogLacksIsNamed() {
        Difference difference = compared();

        assertThat(difference.isWhole()).isTrue();
        assertThat(difference.missing()).isEqualTo(new Difference.Places(0, List.of()));
        assertThat(difference.unlike()).isEqualTo(new Difference.Places(0, List.of()));
        assertThat(difference.beyond()).isEqualTo(new Difference.Places(1, List.of(Place.of(beyond))));
    }

    @Test
    void givenSpoiltHistory_whenCompared_thenEachPlaceIsNamedAndNothingIsChanged() throws SQLException {
        spoil();

        Difference difference = compared();

        assertThat(difference.isWhole()).isFalse();
        assertThat(difference.missing()).isEqualTo(new Difference.Places(1, List.of(Place.of(log.get(2)))));
        assertThat(difference.unlike()).isEqualTo(new Difference.Places(1, List.of(Place.of(log.get(4)))));
        assertThat(difference.beyond()).isEqualTo(new Difference.Places(1, List.of(Place.of(beyond))));
        assertThat(compared()).isEqualTo(difference); // again, over what the first one left
        assertThat(count("message_history")).isEqualTo(10);
    }

    @Test
    void givenSpoiltHistory_whenReplaced_thenTheLogStandsWithWhatOnlyTheOldOneHadAndTheOldOneStaysBeside()
            throws SQLException {
        spoil();
        compared();

        assertThat(answer(rebuild.replace())).isEqualTo(OLD);

        PageRequest all = new PageRequest(
                beyond.conversation(), PageRequest.Seqs.ALL, PageRequest.Order.ASCENDING, 100, Integer.MAX_VALUE);
        List<Message> found = answer(standing.page(all)).messages();
        assertThat(found.subList(0, 10)).isEqualTo(log);
        assertThat(found.subList(10, 11)).containsExactly(beyond);
        assertThat(count(OLD)).isEqualTo(10);
        assertThat(compared().isWhole()).isTrue();
    }

    private Difference compared() {
        rebuild.begin().block(PATIENCE);
        assertThat(answer(rebuild.append(log))).isEqualTo(new Appended(10, List.of()));
        assertThat(answer(rebuild.append(log.subList(3, 5)))).isEqualTo(new Appended(2, List.of())); // as a log repeats
        return answer(rebuild.compare());
    }

    private void spoil() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM message_history WHERE seq = 3");
            statement.executeUpdate("UPDATE message_history SET body = '\"changed\"' WHERE seq = 5");
        }
    }

    private int count(String table) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
