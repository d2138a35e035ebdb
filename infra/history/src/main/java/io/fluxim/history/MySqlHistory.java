package io.fluxim.history;

import static io.fluxim.mysql.MySqlStatements.number;
import static io.fluxim.mysql.MySqlStatements.rows;
import static io.fluxim.mysql.MySqlStatements.text;

import io.fluxim.history.Appended.Refused;
import io.fluxim.history.MySqlRows.Line;
import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.Message;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@link History} in the table {@code message_history}: primary key (conversation, seq), plain indexes on message_id and on
 * (conversation, at). Rows are written once and removed by nobody.
 *
 * <p>A page is streamed and cut at its bytes; at most {@link History#MAX_PAGE} rows and one are asked for.
 */
final class MySqlHistory implements History {

    private static final String NOW =
            "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6)) DIV 1000 AS now";

    private final MySqlArchiving archiving = new MySqlArchiving(MySqlRows.TABLE);
    private final MySqlStatements mysql;

    MySqlHistory(MySqlStatements mysql) {
        this.mysql = mysql;
    }

    @Override
    public Mono<Appended> append(List<Message> messages) {
        if (messages.isEmpty()) {
            return Mono.just(Appended.NOTHING);
        }
        return Mono.fromSupplier(() ->
                        MySqlArchiving.chunks(messages.stream().map(Line::of).toList()))
                .flatMapIterable(chunks -> chunks)
                .concatMap(this::write) // in order, and the time limit is a chunk's
                .collectList()
                .map(refused -> new Appended(messages.size() - refused.size(), refused));
    }

    private Flux<Refused> write(List<Line> chunk) {
        return mysql.run(
                        "archiving",
                        connection -> archiving.write(connection, chunk).collectList())
                .flatMapIterable(refused -> refused);
    }

    @Override
    public Mono<Page> page(PageRequest request) {
        MySqlQuery query = MySqlQuery.page(request);
        return mysql.run(
                        "paging history",
                        connection -> Mono.defer(() -> {
                            PageEnd end = new PageEnd(request);
                            return query.rows(connection, MySqlRows::message)
                                    .takeUntil(end::isReached)
                                    .collectList();
                        }))
                .map(found -> Rules.cut(request, found));
    }

    /** Tells when enough was read to know the page and whether there is more. One for each reading. */
    private static final class PageEnd {
        private final PageRequest request;
        private int rows;
        private long bytes;

        PageEnd(PageRequest request) {
            this.request = request;
        }

        boolean isReached(Message message) {
            rows++;
            bytes += message.bytes();
            return rows > request.limit() || (rows > 1 && bytes > request.maxBytes());
        }
    }

    @Override
    public Mono<Set<ArchiveKey>> present(Collection<ArchiveKey> messages) {
        List<Place> places = messages.stream().map(ArchiveKey::place).toList();
        return at("conversation, seq, message_id", places, MySqlHistory::standing)
                .map(rows -> standing(messages, Set.copyOf(rows)));
    }

    /** Which message has a place. Its id as text: one that is damaged is another one, and no reason to fail. */
    private static Map.Entry<Place, String> standing(Readable row) {
        return Map.entry(MySqlRows.place(row), text(row, "message_id"));
    }

    private static Set<ArchiveKey> standing(Collection<ArchiveKey> messages, Set<Map.Entry<Place, String>> rows) {
        return messages.stream()
                .filter(message -> rows.contains(
                        Map.entry(message.place(), message.message().hex())))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<Map<Place, Message>> messages(Collection<Place> places) {
        return at(MySqlRows.COLUMNS, places, MySqlRows::message)
                .map(found -> found.stream().collect(Collectors.toUnmodifiableMap(Place::of, message -> message)));
    }

    private <T> Mono<List<T>> at(String columns, Collection<Place> places, Function<Readable, T> read) {
        return Mono.defer(() -> {
            Rules.checkCount(places);
            if (places.isEmpty()) {
                return Mono.just(List.of());
            }
            MySqlQuery query = MySqlQuery.at(columns, places);
            return mysql.run(
                    "reading history",
                    connection -> query.rows(connection, read).collectList());
        });
    }

    @Override
    public Mono<Instant> now() {
        return mysql.run(
                "reading the time",
                connection -> rows(connection, NOW, List.of(), row -> Instant.ofEpochMilli(number(row, "now")))
                        .single());
    }
}
