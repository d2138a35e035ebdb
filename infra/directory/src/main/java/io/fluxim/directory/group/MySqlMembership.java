package io.fluxim.directory.group;

import static io.fluxim.mysql.MySqlStatements.marks;
import static io.fluxim.mysql.MySqlStatements.number;
import static io.fluxim.mysql.MySqlStatements.rows;
import static io.fluxim.mysql.MySqlStatements.texts;
import static io.fluxim.mysql.MySqlStatements.tuples;

import io.fluxim.directory.outbox.MySqlOutbox;
import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Changes of members: each one transaction over {@code chat_groups}, {@code group_members} and {@code outbox}.
 *
 * <p>The group's row is locked first. Anyone who waits for it reads the members after the other's commit, since a
 * transaction's view begins with its first plain read.
 */
public final class MySqlMembership {

    /** Rows of one statement. */
    private static final int CHUNK = 500;

    private final MySqlStatements mysql;
    private final MySqlOutbox outbox;
    private final Clock clock;
    private final Supplier<GroupId> ids;
    private final int maxMembers;

    /**
     * @param ids        makes an id for a group whose creator gave none
     * @param maxMembers most members of a group
     */
    public MySqlMembership(
            MySqlStatements mysql, MySqlOutbox outbox, Clock clock, Supplier<GroupId> ids, int maxMembers) {
        this.maxMembers = maxMembers;
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
                    Refusals.checkSize(made, maxMembers);
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

    /** Locks the group, has the rule decide, and does what it has decided. */
    Mono<MembersChanged> change(GroupId id, GroupRule rule) {
        return mysql.inTransaction(
                        "changing members",
                        connection -> lock(connection, id)
                                .flatMap(locked -> present(connection, id, rule.asks())
                                        .map(present -> decide(rule, locked, present))
                                        .flatMap(decision -> apply(connection, locked, rule.operator(), decision))))
                .doOnNext(this::committed);
    }

    private GroupDecision decide(GroupRule rule, Locked locked, List<Member> present) {
        Map<UserId, Member> members = present.stream().collect(Collectors.toMap(Member::user, Function.identity()));
        return rule.decide(new GroupSnapshot(locked.group(), members, maxMembers));
    }

    private Mono<MembersChanged> apply(Connection connection, Locked locked, UserId operator, GroupDecision decision) {
        if (decision.users().isEmpty()) {
            return Mono.just(locked.changed(decision.users()));
        }
        return decision instanceof GroupDecision.Join join
                ? join(connection, locked, operator, join)
                : leave(connection, locked, operator, (GroupDecision.Leave) decision);
    }

    private Mono<MembersChanged> join(Connection connection, Locked locked, UserId operator, GroupDecision.Join join) {
        GroupId id = locked.group().id();
        long now = clock.millis();
        Locked next = locked.next(locked.group().memberCount() + join.users().size());
        Envelope event = MembershipEvents.joined(join.type(), next.named(), next.change(), operator, join.users());
        return insert(
                        connection,
                        join.users().stream()
                                .map(user -> new Member(id, user, Role.MEMBER, now, operator))
                                .toList())
                .then(finish(connection, next, event))
                .thenReturn(next.changed(join.users()));
    }

    private static Mono<MembersChanged> leave(
            Connection connection, Locked locked, UserId operator, GroupDecision.Leave leave) {
        Locked next = locked.next(locked.group().memberCount() - leave.users().size());
        Envelope event = MembershipEvents.left(leave.type(), next.named(), next.change(), operator, leave.users());
        return Flux.fromIterable(leave.users())
                .buffer(CHUNK)
                .concatMap(some -> delete(connection, locked.group().id(), some))
                .then(finish(connection, next, event))
                .thenReturn(next.changed(leave.users()));
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
    private static Mono<List<Member>> present(Connection connection, GroupId group, Collection<UserId> users) {
        return Flux.fromIterable(users)
                .distinct()
                .buffer(CHUNK)
                .concatMap(some -> rows(
                        connection,
                        "SELECT * FROM group_members WHERE group_id = ? AND user_id IN ("
                                + marks(texts(some).size()) + ")",
                        keyed(group, some),
                        MySqlGroupRows::member))
                .collectList();
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
                "DELETE FROM group_members WHERE group_id = ? AND user_id IN ("
                        + marks(texts(users).size()) + ")",
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
