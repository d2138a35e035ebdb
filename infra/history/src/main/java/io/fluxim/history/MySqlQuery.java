package io.fluxim.history;

import static io.fluxim.mysql.MySqlStatements.padded;

import io.fluxim.history.PageRequest.Order;
import io.fluxim.history.PageRequest.Seqs;
import io.fluxim.history.PageRequest.Times;
import io.fluxim.mysql.MySqlStatements;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/** A statement that finds rows, with its values. */
record MySqlQuery(String sql, List<?> values) {

    <T> Flux<T> rows(Connection connection, Function<Readable, T> read) {
        return MySqlStatements.rows(connection, sql, values, read);
    }

    /** The rows of a page, and one more that tells whether there are more. */
    static MySqlQuery page(PageRequest request) {
        boolean up = request.order() == Order.ASCENDING;
        String direction = up ? " ASC" : " DESC";
        List<Object> values = new ArrayList<>(List.of(request.conversation().key()));
        String where;
        String order;
        if (request.range() instanceof Seqs seqs) {
            where = "seq BETWEEN ? AND ?";
            order = "seq" + direction;
            values.addAll(List.of(seqs.from(), seqs.to()));
        } else {
            Times times = (Times) request.range();
            where = byTime(times, up, values);
            order = "at" + direction + ", seq" + direction;
        }
        values.add(request.limit() + 1);
        return new MySqlQuery(
                "SELECT " + MySqlRows.COLUMNS + " FROM message_history WHERE conversation = ? AND " + where
                        + " ORDER BY " + order + " LIMIT ?",
                values);
    }

    /** The times beyond the last page's end narrow the range, so that the index serves it. */
    private static String byTime(Times times, boolean up, List<Object> values) {
        long from = times.from();
        long to = times.to();
        if (times.beyond().isEmpty()) {
            values.addAll(List.of(from, to));
            return "at BETWEEN ? AND ?";
        }
        PageRequest.Moment last = times.beyond().get();
        values.addAll(up ? List.of(Math.max(from, last.at()), to) : List.of(from, Math.min(to, last.at())));
        values.addAll(List.of(last.at(), last.seq()));
        return "at BETWEEN ? AND ? AND " + (up ? "(at > ? OR seq > ?)" : "(at < ? OR seq < ?)");
    }

    /** The rows at these places. */
    static MySqlQuery at(String columns, Collection<Place> places) {
        List<Place> asked = padded(places.stream().distinct().toList());
        List<Object> values = new ArrayList<>(2 * asked.size());
        asked.forEach(place -> {
            values.add(place.conversation().key());
            values.add(place.seq().value());
        });
        String condition = String.join(" OR ", Collections.nCopies(asked.size(), "(conversation = ? AND seq = ?)"));
        return new MySqlQuery("SELECT " + columns + " FROM message_history WHERE " + condition, values);
    }
}
