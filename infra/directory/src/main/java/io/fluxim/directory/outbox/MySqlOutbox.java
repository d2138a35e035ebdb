package io.fluxim.directory.outbox;

import static io.fluxim.mysql.MySqlStatements.change;
import static io.fluxim.mysql.MySqlStatements.marks;
import static io.fluxim.mysql.MySqlStatements.number;
import static io.fluxim.mysql.MySqlStatements.padded;
import static io.fluxim.mysql.MySqlStatements.rows;
import static io.fluxim.mysql.MySqlStatements.text;
import static io.fluxim.mysql.MySqlStatements.value;

import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.StoreUnavailable;
import io.fluxim.protocol.topic.Codecs;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@link Outbox} in the table {@code outbox} (primary key id, unique group_id and change_number). A row is put in by the
 * transaction of its change, under the lock of the group's row, and deleted when its event is in Kafka.
 */
public final class MySqlOutbox implements Outbox {

    private final MySqlStatements mysql;
    private final Duration poll;
    private final Signals appended = new Signals();
    private final Signals marked = new Signals();

    /** @param poll how often {@link #awaitSent} looks, besides when this process has marked something */
    public MySqlOutbox(MySqlStatements mysql, Duration poll) {
        this.mysql = mysql;
        this.poll = poll;
    }

    /** As part of the caller's transaction, who tells {@link #committed} after it. */
    public static Mono<Long> append(Connection connection, GroupId group, long number, Envelope envelope) {
        return change(
                connection,
                "INSERT INTO outbox (group_id, change_number, envelope) VALUES (?, ?, ?)",
                List.of(group.value(), number, Codecs.ENVELOPE.encode(envelope)));
    }

    public void committed(GroupId group) {
        appended.emit(group);
    }

    @Override
    public Mono<List<Pending>> unsent(int limit) {
        return mysql.run(
                "reading the outbox",
                connection -> rows(
                                connection,
                                "SELECT id, group_id, change_number, envelope FROM outbox ORDER BY id LIMIT ?",
                                List.of(limit),
                                MySqlOutbox::pending)
                        .collectList());
    }

    @Override
    public Mono<Void> markSent(Collection<Pending> sent) {
        if (sent.isEmpty()) {
            return Mono.empty();
        }
        List<Long> ids = padded(sent.stream().map(Pending::id).toList());
        String sql = "DELETE FROM outbox WHERE id IN (" + marks(ids.size()) + ")";
        return mysql.run("clearing the outbox", connection -> change(connection, sql, ids))
                .doOnNext(deleted -> sent.forEach(one -> marked.emit(one.group())))
                .then();
    }

    /** An outage while waiting is waited out: whether the event was sent does not depend on it. */
    @Override
    public Mono<Void> awaitSent(GroupId group, long change) {
        Flux<GroupId> hints = marked.flux().filter(group::equals);
        Flux<GroupId> looks = Flux.interval(Duration.ZERO, poll).map(tick -> group);
        return Flux.merge(hints, looks)
                .onBackpressureLatest()
                .concatMap(any -> unsentUpTo(group, change), 1)
                .filter(unsent -> unsent == 0)
                .next()
                .then();
    }

    private Mono<Long> unsentUpTo(GroupId group, long change) {
        return mysql.run(
                        "looking into the outbox",
                        connection -> rows(
                                        connection,
                                        "SELECT COUNT(*) AS n FROM outbox WHERE group_id = ? AND change_number <= ?",
                                        List.of(group.value(), change),
                                        row -> number(row, "n"))
                                .single())
                .onErrorResume(StoreUnavailable.class, away -> Mono.empty());
    }

    @Override
    public Flux<GroupId> appended() {
        return appended.flux();
    }

    private static Pending pending(Readable row) {
        return new Pending(
                number(row, "id"),
                new GroupId(text(row, "group_id")),
                number(row, "change_number"),
                Codecs.ENVELOPE.decode(value(row, "envelope", byte[].class)));
    }
}
