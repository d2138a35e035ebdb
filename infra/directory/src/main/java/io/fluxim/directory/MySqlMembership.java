package io.fluxim.directory;

import static io.fluxim.directory.MySqlStatements.marks;
import static io.fluxim.directory.MySqlStatements.number;
import static io.fluxim.directory.MySqlStatements.rows;
import static io.fluxim.directory.MySqlStatements.texts;
import static io.fluxim.directory.MySqlStatements.tuples;

import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Changes of members: each one transaction over {@code chat_groups}, {@code group_members} and {@code outbox}.
 *
 * <p>The group's row is locked first. Whoever waits for it reads the members after the other's commit, since a
 * transaction's view begins with its first plain read.
 */
final class MySqlMembership {

    /** Rows of one statement. */
    private static final int CHUNK = 500;

    private final MySqlStatements mysql;
    private final MySqlOutbox outbox;
    private final Clock clock;
    private final Supplier<GroupId> ids;

    /** @param ids makes an id for a group whose creator gave none */
    MySqlMembership(MySqlStatements mysql, MySqlOutbox outbox, Clock clock, Supplier<GroupId> ids) {
        this.mysql = mysql;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    /** A group as it is under our lock. */
    private record Locked(Group group, long change) {

        MembershipEvents.Named named() {
            return new MembershipEvents.Named(group.id(), group.profile().name());
        }

        /** After one more change. */
        Locked next(int memberCount) {
            return new Locked(
                    new Group(
                            group.id(),
                            group.profile(),
                            group.owner(),
                            group.creator(),
                            group.createTime(),
                            group.status(),
                            memberCount),
                    change + 1);
        }

        MembersChanged changed(List<UserId> users) {
            return new MembersChanged(group, change, users);
        }
    }

    Mono<MembersChanged> create(NewGroup made) {
        return Mono.defer(() -> {
                    GroupId id = made.id().orElseGet(ids);
                    return mysql.inTransaction("creating a group", connection -> create(connection, id, made));
                })
                .doOnNext(this::committed);
    }

    private Mono<MembersChanged> create(Connection connection, GroupId id, NewGroup made) {
        List<UserId> users = made.users();
        long now = clock.millis();
        Group group = new Group(id, made.profile(), made.owner(), made.operator(), now, 0, users.size());
        Locked first = new Locked(group, 1);
        Envelope event = MembershipEvents.joined(
                MessageType.GROUP_CREATED, first.named(), first.change(), made.operator(), users);
        return insert(connection, first)
                .then(insert(
                        connection,
                        users.stream()
                                .map(user -> new Member(id, user, made.role(user), now, made.operator()))
                                .toList()))
                .then(MySqlOutbox.append(connection, id, first.change(), event))
                .thenReturn(first.changed(users));
    }

    Mono<MembersChanged> invite(GroupId group, UserId operator, List<UserId> users) {
        return change(
                group,
                "invitedUserIDs",
                users,
                (connection, locked) -> present(connection, group, users)
                        .map(present -> without(users, present))
                        .flatMap(joining -> join(connection, locked, operator, joining)));
    }

    private Mono<MembersChanged> join(Connection connection, Locked locked, UserId operator, List<UserId> joining) {
        if (joining.isEmpty()) {
            return Mono.just(locked.changed(joining));
        }
        GroupId id = locked.group().id();
        long now = clock.millis();
        Locked next = locked.next(locked.group().memberCount() + joining.size());
        Envelope event =
                MembershipEvents.joined(MessageType.MEMBER_INVITED, next.named(), next.change(), operator, joining);
        return insert(
                        connection,
                        joining.stream()
                                .map(user -> new Member(id, user, Role.MEMBER, now, operator))
                                .toList())
                .then(finish(connection, next, event))
                .thenReturn(next.changed(joining));
    }

    Mono<MembersChanged> kick(GroupId group, UserId operator, List<UserId> users) {
        return leave(MessageType.MEMBER_KICKED, group, operator, users);
    }

    Mono<MembersChanged> quit(GroupId group, UserId user) {
        return leave(MessageType.MEMBER_QUIT, group, user, List.of(user));
    }

    private Mono<MembersChanged> leave(MessageType type, GroupId group, UserId operator, List<UserId> users) {
        List<UserId> leaving = users.stream().distinct().toList();
        return change(
                group,
                "kickedUserIDs",
                users,
                (connection, locked) -> present(connection, group, leaving)
                        .doOnNext(present -> Refusals.checkLeaving(type, leaving, present))
                        .flatMap(present -> leave(connection, type, locked, operator, leaving)));
    }

    private static Mono<MembersChanged> leave(
            Connection connection, MessageType type, Locked locked, UserId operator, List<UserId> leaving) {
        if (leaving.isEmpty()) {
            return Mono.just(locked.changed(leaving));
        }
        Locked next = locked.next(locked.group().memberCount() - leaving.size());
        Envelope event = MembershipEvents.left(type, next.named(), next.change(), operator, leaving);
        return Flux.fromIterable(leaving)
                .buffer(CHUNK)
                .concatMap(some -> delete(connection, locked.group().id(), some))
                .then(finish(connection, next, event))
                .thenReturn(next.changed(leaving));
    }

    /** Checks the size, locks the group, makes the change. */
    private Mono<MembersChanged> change(
            GroupId id, String field, List<UserId> users, BiFunction<Connection, Locked, Mono<MembersChanged>> action) {
        return Mono.fromRunnable(() -> Refusals.checkCount(field, users))
                .then(mysql.inTransaction(
                        "changing members",
                        connection -> lock(connection, id).flatMap(locked -> action.apply(connection, locked))))
                .doOnNext(this::committed);
    }

    private void committed(MembersChanged changed) {
        if (!changed.users().isEmpty()) {
            outbox.committed(changed.group().id());
        }
    }

    private static Mono<Locked> lock(Connection connection, GroupId id) {
        return rows(
                        connection,
                        "SELECT * FROM chat_groups WHERE id = ? FOR UPDATE",
                        List.of(id.value()),
                        row -> new Locked(MySqlGroupRows.group(row), number(row, "change_number")))
                .singleOrEmpty() // not next(): it cancels
                .switchIfEmpty(Mono.<Locked>error(() -> Refusals.unknownGroup(id)));
    }

    /** Those of these users who are in the group. */
    private static Mono<List<Member>> present(Connection connection, GroupId group, List<UserId> users) {
        return Flux.fromIterable(users)
                .distinct()
                .buffer(CHUNK)
                .concatMap(some -> rows(
                        connection,
                        "SELECT * FROM group_members WHERE group_id = ? AND user_id IN (" + marks(some.size()) + ")",
                        keyed(group, some),
                        MySqlGroupRows::member))
                .collectList();
    }

    private static List<UserId> without(List<UserId> users, List<Member> present) {
        Set<UserId> known = present.stream().map(Member::user).collect(Collectors.toSet());
        return users.stream().distinct().filter(user -> !known.contains(user)).toList();
    }

    private static Mono<Long> insert(Connection connection, Locked first) {
        String sql = "INSERT INTO chat_groups (" + MySqlGroupRows.GROUP_COLUMNS + ") VALUES "
                + tuples(1, MySqlGroupRows.GROUP_WIDTH);
        return MySqlStatements.change(connection, sql, MySqlGroupRows.values(first.group(), first.change()))
                .onErrorMap(
                        R2dbcDataIntegrityViolationException.class,
                        taken -> Refusals.groupExists(first.group().id()));
    }

    private static Mono<Void> insert(Connection connection, List<Member> members) {
        return Flux.fromIterable(members)
                .buffer(CHUNK)
                .concatMap(some -> MySqlStatements.change(
                        connection,
                        "INSERT INTO group_members (" + MySqlGroupRows.MEMBER_COLUMNS + ") VALUES "
                                + tuples(some.size(), MySqlGroupRows.MEMBER_WIDTH),
                        some.stream().flatMap(MySqlGroupRows::values).toList()))
                .then();
    }

    private static Mono<Long> delete(Connection connection, GroupId group, List<UserId> users) {
        return MySqlStatements.change(
                connection,
                "DELETE FROM group_members WHERE group_id = ? AND user_id IN (" + marks(users.size()) + ")",
                keyed(group, users));
    }

    /** The new number and count of members, and the event. */
    private static Mono<Long> finish(Connection connection, Locked next, Envelope event) {
        GroupId id = next.group().id();
        return MySqlStatements.change(
                        connection,
                        "UPDATE chat_groups SET change_number = ?, member_count = ? WHERE id = ?",
                        List.of(next.change(), next.group().memberCount(), id.value()))
                .then(MySqlOutbox.append(connection, id, next.change(), event));
    }

    private static List<String> keyed(GroupId group, List<UserId> users) {
        List<String> values = new ArrayList<>(List.of(group.value()));
        values.addAll(texts(users));
        return values;
    }
}
