package io.fluxim.history;

import static io.fluxim.mysql.MySqlStatements.change;
import static io.fluxim.mysql.MySqlStatements.number;

import io.fluxim.history.Difference.Places;
import io.fluxim.history.MySqlRows.Line;
import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.Message;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A history made anew in a table beside the standing one, {@code message_history_rebuilt}: filled from the log, compared by
 * conversation and seq, and put in its place if that is wanted. Until then the standing one is only read. Nobody else may
 * write the history meanwhile, or what they write is missing from the one or the other.
 *
 * <p>For a command that does nothing else: each step may take as long as the table is large.
 */
public final class HistoryRebuild {

    private static final String FRESH = "message_history_rebuilt";
    /** Places named of each kind of difference. */
    private static final int NAMED = 10;

    private static final String SAME_PLACE = "f.conversation = s.conversation AND f.seq = s.seq";
    private static final String BOTH = " FROM " + FRESH + " f JOIN " + MySqlRows.TABLE + " s ON " + SAME_PLACE;
    private static final String ONLY_FRESH =
            " FROM " + FRESH + " f LEFT JOIN " + MySqlRows.TABLE + " s ON " + SAME_PLACE + " WHERE s.seq IS NULL";
    private static final String ONLY_STANDING =
            " FROM " + MySqlRows.TABLE + " s LEFT JOIN " + FRESH + " f ON " + SAME_PLACE + " WHERE f.seq IS NULL";
    private static final String UNLIKE = BOTH
            + " WHERE NOT (f.message_id = s.message_id AND f.client_msg_id = s.client_msg_id AND f.sender = s.sender"
            + " AND f.type = s.type AND f.body = s.body AND f.at = s.at AND f.envelope = s.envelope)";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withZone(ZoneOffset.UTC);

    private final MySqlArchiving archiving = new MySqlArchiving(FRESH);
    private final MySqlStatements mysql;
    private final Clock clock;

    /**
     * @param connections a pool
     * @param patience    longest wait for one step
     * @param clock       names the table in which the old history stays
     */
    public HistoryRebuild(ConnectionFactory connections, Duration patience, Clock clock) {
        this.mysql = new MySqlStatements(connections, patience);
        this.clock = clock;
    }

    /** An empty table, whatever an earlier rebuild left. */
    public Mono<Void> begin() {
        return run(connection -> execute(connection, "DROP TABLE IF EXISTS " + FRESH)
                .then(execute(connection, "CREATE TABLE " + FRESH + " LIKE " + MySqlRows.TABLE))
                .then());
    }

    /** Appends messages of the log, as {@link History#append} does. */
    public Mono<Appended> append(List<Message> messages) {
        List<List<Line>> chunks =
                MySqlArchiving.chunks(messages.stream().map(Line::of).toList());
        return Flux.fromIterable(chunks)
                .concatMap(chunk ->
                        run(connection -> archiving.write(connection, chunk).collectList()))
                .flatMapIterable(refused -> refused)
                .collectList()
                .map(refused -> new Appended(messages.size() - refused.size(), refused));
    }

    public Mono<Difference> compare() {
        return Mono.zip(places("f", ONLY_FRESH), places("f", UNLIKE), places("s", ONLY_STANDING))
                .map(found -> new Difference(found.getT1(), found.getT2(), found.getT3()));
    }

    /**
     * Takes along what only the standing history has, and puts the one made anew in its place in one step. Answers the name
     * of the table in which the old one stays, for somebody to drop.
     */
    public Mono<String> replace() {
        String old = MySqlRows.TABLE + "_before_" + STAMP.format(clock.instant());
        String columns = "s." + MySqlRows.COLUMNS.replace(", ", ", s.");
        return run(connection -> execute(
                        connection,
                        "INSERT INTO " + FRESH + " (" + MySqlRows.COLUMNS + ") SELECT " + columns + ONLY_STANDING)
                .then(execute(
                        connection,
                        "RENAME TABLE " + MySqlRows.TABLE + " TO " + old + ", " + FRESH + " TO " + MySqlRows.TABLE))
                .thenReturn(old));
    }

    private Mono<Places> places(String of, String where) {
        MySqlQuery count = new MySqlQuery("SELECT COUNT(*) AS n" + where, List.of());
        MySqlQuery first = new MySqlQuery(
                "SELECT %1$s.conversation, %1$s.seq%2$s ORDER BY 1, 2 LIMIT %3$d".formatted(of, where, NAMED),
                List.of());
        return run(connection -> count.rows(connection, row -> number(row, "n"))
                .single()
                .flatMap(all ->
                        first.rows(connection, MySqlRows::place).collectList().map(some -> new Places(all, some))));
    }

    private static Mono<Long> execute(Connection connection, String sql) {
        return change(connection, sql, List.of());
    }

    private <T> Mono<T> run(Function<Connection, Mono<T>> action) {
        return mysql.run("rebuilding history", action);
    }
}
