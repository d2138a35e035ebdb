package io.fluxim.mysql;

import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.StoreUnavailable;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * How adapters talk to MySQL: a connection of the pool for each action, with a time limit. Whatever goes wrong but
 * {@link InvalidInput} is signalled as {@link StoreUnavailable}.
 */
public final class MySqlStatements {

    /** A transaction that MySQL gave up for another's sake: deadlock, wait for a lock, changed since it was read. */
    private static final Set<Integer> GIVEN_UP = Set.of(1213, 1205, 1020);

    /** Times that such a transaction is tried again; side by side, each time at least one of them gets through. */
    private static final int TRIES = 10;

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final ConnectionFactory connections;
    private final Duration timeout;

    /**
     * @param connections a pool
     * @param timeout     longest wait for one action, the pool's connection and repeats included
     */
    public MySqlStatements(ConnectionFactory connections, Duration timeout) {
        this.connections = connections;
        this.timeout = timeout;
    }

    /** Runs statements one by one, each committed by itself. */
    public <T> Mono<T> run(String doing, Function<Connection, Mono<T>> action) {
        return limited(doing, connected(action));
    }

    /** Runs statements as one transaction; again from the start where MySQL gave it up. Answers after the commit. */
    public <T> Mono<T> inTransaction(String doing, Function<Connection, Mono<T>> action) {
        Mono<T> transaction = connected(connection -> Mono.usingWhen(
                Mono.from(connection.beginTransaction()).thenReturn(connection),
                action,
                Connection::commitTransaction,
                (failed, error) -> failed.rollbackTransaction(),
                Connection::rollbackTransaction));
        return limited(doing, transaction.retryWhen(Retry.backoff(TRIES, PAUSE).filter(MySqlStatements::givenUp)));
    }

    /** Rows that a statement finds; {@link IllegalStateException} where one is not as its adapter writes it. */
    public static <T> Flux<T> rows(Connection connection, String sql, List<?> values, Function<Readable, T> read) {
        return Flux.from(bound(connection, sql, values).execute())
                .concatMap(result -> result.map((Readable row) -> read(row, read)));
    }

    /** A row as its adapter reads it. A damaged one is not the fault of its reader, hence {@link IllegalStateException}. */
    public static <T> T read(Readable row, Function<Readable, T> reader) {
        try {
            return reader.apply(row);
        } catch (InvalidInput wrong) {
            throw new IllegalStateException("a row cannot be read: " + wrong.field() + " " + wrong.getMessage(), wrong);
        }
    }

    /** How many rows a statement changed. */
    public static Mono<Long> change(Connection connection, String sql, List<?> values) {
        return Flux.from(bound(connection, sql, values).execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    /** {@code (?,?),(?,?)}: this number of rows, each with this number of values. */
    public static String tuples(int rows, int values) {
        return String.join(",", Collections.nCopies(rows, "(" + marks(values) + ")"));
    }

    /** {@code ?,?}: the values of an {@code IN}. */
    public static String marks(int values) {
        return String.join(",", Collections.nCopies(values, "?"));
    }

    /** Ids as the values of an {@code IN}: see {@link #padded}. */
    public static List<String> texts(Collection<?> ids) {
        return padded(ids.stream().map(Object::toString).toList());
    }

    /** The values of an {@code IN}, the last one again until they are a power of two. */
    public static <T> List<T> padded(List<T> values) {
        return values.isEmpty() ? values : padded(values, values.get(values.size() - 1));
    }

    /**
     * Values with a filler behind them until they are a power of two. A statement is prepared for each number of values, on
     * each connection, and MySQL keeps 16,382 of them for all its clients.
     */
    public static <T> List<T> padded(List<T> values, T filler) {
        int missing = values.size() < 2 ? 0 : Integer.highestOneBit(values.size() - 1) * 2 - values.size();
        List<T> padded = new ArrayList<>(values);
        padded.addAll(Collections.nCopies(missing, filler));
        return padded;
    }

    /** A column that is never NULL. */
    public static String text(Readable row, String column) {
        return value(row, column, String.class);
    }

    /** A column that is never NULL. */
    public static long number(Readable row, String column) {
        return value(row, column, Long.class);
    }

    /** A column that is never NULL. */
    public static <T> T value(Readable row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException("column " + column + " is NULL");
        }
        return value;
    }

    private static Statement bound(Connection connection, String sql, List<?> values) {
        Statement statement = connection.createStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i, values.get(i));
        }
        return statement;
    }

    private <T> Mono<T> connected(Function<Connection, Mono<T>> action) {
        return Mono.usingWhen(connections.create(), action, Connection::close);
    }

    /**
     * A caller that stops waiting does not stop the action: a cancelled statement leaves the driver's connection out of step,
     * and the next caller gets its answers (r2dbc-mysql, issue 347). After twice the time limit it is cancelled all the same.
     */
    private <T> Mono<T> limited(String doing, Mono<T> action) {
        return Mono.defer(() -> action.timeout(timeout.multipliedBy(2)).cache())
                .timeout(timeout)
                .onErrorMap(error -> !(error instanceof InvalidInput), error -> new StoreUnavailable(doing, error));
    }

    private static boolean givenUp(Throwable error) {
        return error instanceof R2dbcException refused && GIVEN_UP.contains(refused.getErrorCode());
    }
}
