package io.fluxim.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.history.PageRequest.Order;
import io.fluxim.history.PageRequest.Seqs;
import io.fluxim.mysql.MySqlProperties;
import io.fluxim.mysql.MySqlSchema;
import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.StoreUnavailable;
import io.fluxim.testkit.Messages;
import io.fluxim.testkit.TestMariaDb.Database;
import io.fluxim.testkit.TestStores;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

class MySqlHistoryIT extends HistoryContract {

    /** One for all tests, which run one after the other. */
    private static final Database DATABASE = TestStores.mariadb().freshDatabase("archive");

    private final ConnectionPool pool = pool(DATABASE.r2dbcLogin());
    private final History history = archive(pool);

    @BeforeAll
    static void migrate() {
        MySqlSchema.migrated(
                new MySqlProperties(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password()),
                "db/history",
                "flyway_history_archive");
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM message_history");
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
    }

    @Override
    History history() {
        return history;
    }

    @AfterEach
    void close() {
        pool.dispose();
    }

    @Test
    void givenAStatementsLimits_whenABatchExceedsThem_thenItIsSplitAndComplete() {
        List<Message> large = LongStream.rangeClosed(1, 80)
                .mapToObj(seq -> Messages.message(
                        Envelope.of(
                                Messages.user("ann"),
                                Messages.direct("ann", "bob"),
                                "large" + seq,
                                new Content(MessageType.TEXT, "\"" + "\\\"".repeat(30_000) + "\""),
                                Extras.NONE),
                        seq))
                .toList();
        List<Message> batch = new ArrayList<>(large);
        batch.addAll(Messages.messages("ann", "bob", 81, 1200));

        assertThat(answer(history.append(batch))).isEqualTo(new Appended(1280, List.of()));
        assertThat(page(new Seqs(1, 80), Order.ASCENDING, 80, Integer.MAX_VALUE).messages())
                .isEqualTo(large);
        assertThat(page(new Seqs(81, 2000), Order.DESCENDING, 1000, Integer.MAX_VALUE)
                        .messages())
                .hasSize(1000);
    }

    /** Both protocols of the driver: with server-side statements (the tests' default) and without. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void givenEitherProtocol_whenRowsAreRefused_thenTheOthersAreThere(boolean prepared) {
        ConnectionPool other = pool(DATABASE.r2dbcLogin()
                .replace("useServerPrepareStatement=true", "useServerPrepareStatement=" + prepared));
        try {
            History archive = archive(other);
            List<Message> batch = new ArrayList<>(Messages.messages("ann", "bob", 1, 10));
            batch.set(4, tooLong(5));
            assertThat(answer(archive.append(batch)).stored()).isEqualTo(9);
            Message conflicting = Messages.messages("ann", "bob", 1, 1).get(0);
            assertThat(answer(archive.append(List.of(conflicting))).refused())
                    .extracting(Appended.Refused::cause)
                    .allSatisfy(cause -> assertThat(cause).contains("another message has its place"));
            assertThat(answer(archive.append(batch)).stored()).isEqualTo(9);
        } finally {
            other.dispose();
        }
    }

    /** MySQL takes {@code max_prepared_stmt_count} of all its clients together, 16,382 unless told otherwise. */
    @Test
    void givenBatchesOfEverySize_whenAppendedAndReadAgain_thenAFewStatementsArePrepared() throws SQLException {
        ConnectionPool one = pool(DATABASE.r2dbcLogin(), 1);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            History archive = archive(one);
            long before = prepared(statement);
            for (int size = 1; size <= 400; size++) {
                answer(archive.append(Messages.messages("ann", "bob", 1, size)));
            }
            for (int size = 1; size <= 400; size++) {
                answer(archive.messages(Messages.messages("ann", "bob", 1, size).stream()
                        .map(Place::of)
                        .toList()));
            }
            assertThat(prepared(statement) - before).isBetween(1L, 20L); // a power of two of each

        } finally {
            one.dispose();
        }
    }

    private static long prepared(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Prepared_stmt_count'")) {
            assertThat(row.next()).isTrue();
            return row.getLong(2);
        }
    }

    @Test
    void givenARow_whenPeopleQueryIt_thenTheColumnsAreReadable() throws SQLException {
        answer(history.append(List.of(Messages.message(Messages.envelope("ann", "bob", "hallo"), 1))));
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT conversation, seq, sender, type, body, at FROM message_history")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("conversation")).isEqualTo("d:ann:bob");
            assertThat(row.getLong("seq")).isEqualTo(1);
            assertThat(row.getString("sender")).isEqualTo("ann");
            assertThat(row.getString("type")).isEqualTo("text");
            assertThat(row.getString("body")).isEqualTo("{\"content\":\"hallo\"}");
            assertThat(row.getLong("at")).isEqualTo(Messages.AT);
            assertThat(row.next()).isFalse();
        }
    }

    @Test
    void givenARowWhoseIdIsDamaged_whenAskedFor_thenThatMessageIsNotThereAndTheOthersAre() throws SQLException {
        List<Message> both = Messages.messages("ann", "bob", 1, 2);
        answer(history.append(both));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE message_history SET message_id = 'none' WHERE seq = 1");
        }

        assertThat(answer(history.present(both.stream().map(ArchiveKey::of).toList())))
                .containsExactly(ArchiveKey.of(both.get(1)));
    }

    @Test
    void givenMySqlKilled_whenAppended_thenUnavailableAndNothingRefusedAndLaterAllIsThere() {
        List<Message> batch = Messages.messages("ann", "bob", 1, 10);
        answer(history.append(batch.subList(0, 5)));
        TestStores.mariadb().kill();
        StepVerifier.create(history.append(batch))
                .expectError(StoreUnavailable.class)
                .verify(PATIENCE);
        TestStores.mariadb().start();

        Appended appended = answer(history.append(batch)
                .retryWhen(Retry.backoff(10, Duration.ofMillis(50)).filter(StoreUnavailable.class::isInstance)));
        assertThat(appended).isEqualTo(new Appended(10, List.of()));
        assertThat(page(Seqs.ALL, Order.ASCENDING, 100, Integer.MAX_VALUE)).isEqualTo(new Page(batch, false));
    }

    private static ConnectionPool pool(String url) {
        return pool(url, 8);
    }

    private static ConnectionPool pool(String url, int connections) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(url))
                .initialSize(1)
                .maxSize(connections)
                .build());
    }

    private static History archive(ConnectionPool pool) {
        return new MySqlHistory(new MySqlStatements(pool, Duration.ofSeconds(30)));
    }
}
