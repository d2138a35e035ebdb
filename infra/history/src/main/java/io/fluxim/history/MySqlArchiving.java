package io.fluxim.history;

import static io.fluxim.mysql.MySqlStatements.change;
import static io.fluxim.mysql.MySqlStatements.padded;
import static io.fluxim.mysql.MySqlStatements.tuples;

import io.fluxim.history.Appended.Refused;
import io.fluxim.history.MySqlRows.Line;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes messages with one statement for many. A row that the table refuses is found by halving: a refused statement leaves
 * nothing behind, so its halves are tried one after the other. Anything but a refusal of data ends it.
 */
final class MySqlArchiving {

    /** Rows of a statement, a power of two: more gain nothing (stack.md §8). */
    static final int MAX_ROWS = 512;

    /** Of a statement, before escaping, which at most doubles it: far below MySQL's packet limit, 16 MiB, often 4 or more. */
    static final int MAX_BYTES = 1024 * 1024;

    /**
     * A repeat changes nothing; another message at the same place makes a key NULL, which strict SQL mode refuses: it must
     * not pass for stored. Never INSERT IGNORE: it would cut what does not fit.
     */
    private static final String REPEATS =
            " ON DUPLICATE KEY UPDATE seq = IF(message_id = VALUES(message_id), seq, NULL)";

    /** Cannot be null, cannot be null in a row, out of range, cut, not a text, too long. */
    private static final Set<Integer> DATA_ERRORS = Set.of(1048, 1263, 1264, 1265, 1366, 1406);

    /** SQL states of data exceptions and of broken constraints. */
    private static final Set<String> DATA_CLASSES = Set.of("22", "23");

    /** Chunks for one statement each, in order. */
    static List<List<Line>> chunks(List<Line> lines) {
        List<List<Line>> chunks = new ArrayList<>();
        List<Line> chunk = new ArrayList<>();
        int bytes = 0;
        for (Line line : lines) {
            if (!chunk.isEmpty() && (chunk.size() == MAX_ROWS || bytes + line.bytes() > MAX_BYTES)) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                bytes = 0;
            }
            chunk.add(line);
            bytes += line.bytes();
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }

    private final String table;

    /** @param table where messages go */
    MySqlArchiving(String table) {
        this.table = table;
    }

    /** Writes a chunk; answers the refused. */
    Flux<Refused> write(Connection connection, List<Line> lines) {
        return insert(connection, lines)
                .thenMany(Flux.<Refused>empty())
                .onErrorResume(MySqlArchiving::isRefusal, error -> halve(connection, lines, error));
    }

    private Flux<Refused> halve(Connection connection, List<Line> lines, Throwable error) {
        if (lines.size() == 1) {
            return Flux.just(new Refused(lines.get(0).message(), cause((R2dbcException) error)));
        }
        int middle = lines.size() / 2;
        return Flux.concat(
                write(connection, lines.subList(0, middle)),
                Flux.defer(() -> write(connection, lines.subList(middle, lines.size()))));
    }

    private Mono<Void> insert(Connection connection, List<Line> lines) {
        Line smallest = Collections.min(lines, Comparator.comparingInt(Line::bytes)); // again, it changes nothing
        List<Line> rows = padded(lines, smallest);
        List<Object> values =
                rows.stream().flatMap(line -> line.values().stream()).toList();
        return change(connection, sql(rows.size()), values).then();
    }

    private String sql(int rows) {
        return "INSERT INTO " + table + " (" + MySqlRows.COLUMNS + ") VALUES " + tuples(rows, MySqlRows.WIDTH)
                + REPEATS;
    }

    /** Whether it is about the data, so that no later try can succeed. */
    static boolean isRefusal(Throwable error) {
        if (!(error instanceof R2dbcException refused)) {
            return false;
        }
        @Nullable String state = refused.getSqlState();
        return DATA_ERRORS.contains(refused.getErrorCode())
                || (state != null && state.length() == 5 && DATA_CLASSES.contains(state.substring(0, 2)));
    }

    /** Numbers only: the server's text may quote the message. */
    private String cause(R2dbcException error) {
        String what = error.getErrorCode() == 1048 || error.getErrorCode() == 1263
                ? "another message has its place"
                : "a value does not fit its column";
        return table + " refused it: " + what + " (error " + error.getErrorCode() + ")";
    }
}
