package io.fluxim.directory.user;

import static io.fluxim.mysql.MySqlStatements.change;
import static io.fluxim.mysql.MySqlStatements.marks;
import static io.fluxim.mysql.MySqlStatements.number;
import static io.fluxim.mysql.MySqlStatements.rows;
import static io.fluxim.mysql.MySqlStatements.text;
import static io.fluxim.mysql.MySqlStatements.texts;
import static io.fluxim.mysql.MySqlStatements.tuples;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxim.directory.Limits;
import io.fluxim.mysql.GatheredQuestions;
import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.UserId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * {@link Users} in the table {@code users} (primary key id; nobody removes rows).
 *
 * <p>Ids that were found or registered here stay in memory, the latest {@code rememberedUsers} of them: users are never removed, so a
 * positive answer does not grow old.
 */
public final class MySqlUsers implements Users {

    private static final String COLUMNS =
            "id, nickname, face_url, ex, create_time, app_manager_level, global_recv_msg_opt";
    private static final int WIDTH = 7;

    private final MySqlStatements mysql;
    private final Cache<UserId, Boolean> known;
    private final GatheredQuestions<UserId, Set<UserId>> single = new GatheredQuestions<>(MAX_AT_ONCE, this::ask);

    public MySqlUsers(MySqlStatements mysql, int rememberedUsers) {
        this.mysql = mysql;
        this.known = Caffeine.newBuilder().maximumSize(rememberedUsers).build();
    }

    /** One statement, hence all or none; which id was taken is asked only after it was refused. */
    @Override
    public Mono<Void> register(List<User> users) {
        return Mono.fromRunnable(() -> Registration.check(users))
                .then(Mono.defer(() -> users.isEmpty() ? Mono.empty() : insert(users)))
                .then();
    }

    private Mono<Long> insert(List<User> users) {
        String sql = "INSERT INTO users (" + COLUMNS + ") VALUES " + tuples(users.size(), WIDTH);
        List<Object> values = users.stream().flatMap(MySqlUsers::values).toList();
        return mysql.run(
                        "registering users",
                        connection -> change(connection, sql, values)
                                .onErrorResume(
                                        R2dbcDataIntegrityViolationException.class,
                                        refused -> refusal(connection, users, refused)))
                .doOnNext(inserted -> remember(users.stream().map(User::id).toList()));
    }

    private Mono<Long> refusal(Connection connection, List<User> users, Throwable otherwise) {
        return existing(connection, users.stream().map(User::id).toList())
                .map(known -> Registration.firstExisting(users, known))
                .flatMap(taken -> Mono.error(taken.map(Throwable.class::cast).orElse(otherwise)));
    }

    @Override
    public Mono<List<User>> find(Collection<UserId> ids) {
        List<UserId> distinct = ids.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return Mono.just(List.of());
        }
        return Mono.fromRunnable(() -> Limits.count("userIDs", distinct))
                .then(Mono.defer(() -> mysql.run("finding users", connection -> find(connection, distinct))))
                .map(found -> inOrder(distinct, found));
    }

    private static Mono<Map<UserId, User>> find(Connection connection, List<UserId> ids) {
        List<String> values = texts(ids);
        String sql = "SELECT " + COLUMNS + " FROM users WHERE id IN (" + marks(values.size()) + ")";
        return rows(connection, sql, values, MySqlUsers::user).collectMap(User::id);
    }

    private static List<User> inOrder(List<UserId> ids, Map<UserId, User> found) {
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public Mono<Set<UserId>> existing(Collection<UserId> ids) {
        return Mono.defer(() -> {
            Limits.count("userIDs", ids);
            Set<UserId> here = new HashSet<>(known.getAllPresent(ids).keySet());
            List<UserId> open =
                    ids.stream().distinct().filter(id -> !here.contains(id)).toList();
            if (open.isEmpty()) {
                return Mono.just(Set.copyOf(here));
            }
            return ids.size() == 1 ? one(open.get(0)) : ask(open).map(found -> union(here, found));
        });
    }

    /** Asked at every login: those of a moment together. */
    private Mono<Set<UserId>> one(UserId id) {
        return single.ask(id).map(found -> found.contains(id) ? Set.of(id) : Set.<UserId>of());
    }

    private Mono<Set<UserId>> ask(List<UserId> ids) {
        return mysql.run("looking users up", connection -> existing(connection, ids))
                .doOnNext(this::remember);
    }

    private void remember(Collection<UserId> found) {
        Map<UserId, Boolean> entries = new HashMap<>();
        found.forEach(id -> entries.put(id, true));
        known.putAll(entries);
    }

    private static Mono<Set<UserId>> existing(Connection connection, List<UserId> ids) {
        List<String> values = texts(ids);
        String sql = "SELECT id FROM users WHERE id IN (" + marks(values.size()) + ")";
        return rows(connection, sql, values, row -> new UserId(text(row, "id")))
                .collectList()
                .map(Set::copyOf);
    }

    private static Set<UserId> union(Set<UserId> one, Set<UserId> other) {
        Set<UserId> both = new HashSet<>(one);
        both.addAll(other);
        return Set.copyOf(both);
    }

    @Override
    public Mono<User> update(UserId id, ProfileChange profile) {
        return mysql.inTransaction(
                "changing a user",
                connection -> rows(
                                connection,
                                "SELECT " + COLUMNS + " FROM users WHERE id = ? FOR UPDATE",
                                List.of(id.value()),
                                MySqlUsers::user)
                        .singleOrEmpty() // not next(): it cancels
                        .switchIfEmpty(Mono.<User>error(() -> Registration.unknown(id)))
                        .map(user -> user.with(profile))
                        .delayUntil(user -> write(connection, user)));
    }

    private static Mono<Long> write(Connection connection, User user) {
        return change(
                connection,
                "UPDATE users SET nickname = ?, face_url = ?, ex = ?, global_recv_msg_opt = ? WHERE id = ?",
                List.of(
                        user.nickname(),
                        user.faceUrl(),
                        user.ex(),
                        user.globalRecvMsgOpt(),
                        user.id().value()));
    }

    @Override
    public Mono<List<User>> page(int offset, int limit) {
        return Mono.fromRunnable(() -> Limits.page(offset, limit))
                .then(mysql.run(
                        "paging users",
                        connection -> rows(
                                        connection,
                                        "SELECT " + COLUMNS + " FROM users ORDER BY id LIMIT ? OFFSET ?",
                                        List.of(limit, offset),
                                        MySqlUsers::user)
                                .collectList()));
    }

    @Override
    public Mono<Long> count() {
        return mysql.run(
                "counting users",
                connection -> rows(connection, "SELECT COUNT(*) AS n FROM users", List.of(), row -> number(row, "n"))
                        .single());
    }

    private static Stream<Object> values(User user) {
        return Stream.of(
                user.id().value(),
                user.nickname(),
                user.faceUrl(),
                user.ex(),
                user.createTime(),
                user.appManagerLevel(),
                user.globalRecvMsgOpt());
    }

    private static User user(Readable row) {
        return new User(
                new UserId(text(row, "id")),
                text(row, "nickname"),
                text(row, "face_url"),
                text(row, "ex"),
                number(row, "create_time"),
                (int) number(row, "app_manager_level"),
                (int) number(row, "global_recv_msg_opt"));
    }
}
