package io.fluxim.directory.group;

import static io.fluxim.mysql.MySqlStatements.marks;
import static io.fluxim.mysql.MySqlStatements.number;
import static io.fluxim.mysql.MySqlStatements.rows;
import static io.fluxim.mysql.MySqlStatements.texts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.fluxim.directory.Limits;
import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@link Groups} in the tables {@code chat_groups} (primary key id) and {@code group_members} (primary key group_id,
 * user_id; index user_id, group_id). Rows of members are removed by kick and quit, groups by nobody.
 */
public final class MySqlGroups implements Groups {

    /** How long one who has left may still pass the first check; the Sequence flow's check follows. */
    static final Duration FRESH = Duration.ofSeconds(2);

    private final MySqlStatements mysql;
    private final MySqlMembership membership;
    private final Cache<Place, Standing> inside;

    /** @param ticker what {@link #FRESH} is measured by */
    public MySqlGroups(MySqlStatements mysql, MySqlMembership membership, int rememberedMembers, Ticker ticker) {
        this.mysql = mysql;
        this.membership = membership;
        this.inside = Caffeine.newBuilder()
                .maximumSize(rememberedMembers)
                .expireAfterWrite(FRESH)
                .ticker(ticker)
                .build();
    }

    @Override
    public Mono<MembersChanged> create(NewGroup group) {
        return membership.create(group);
    }

    @Override
    public Mono<MembersChanged> change(GroupId group, GroupRule rule) {
        return membership.change(group, rule).doOnNext(changed -> {
            forget(changed);
            inside.invalidate(new Place(group, rule.operator())); // their standing tells how many members there are
        });
    }

    private void forget(MembersChanged changed) {
        changed.users()
                .forEach(user -> inside.invalidate(new Place(changed.group().id(), user)));
    }

    @Override
    public Mono<List<Group>> find(Collection<GroupId> ids) {
        List<GroupId> distinct = ids.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return Mono.just(List.of());
        }
        return Mono.fromRunnable(() -> Limits.count("groupIDs", distinct))
                .then(Mono.defer(() -> mysql.run("finding groups", connection -> find(connection, distinct))))
                .map(found -> inOrder(distinct, found));
    }

    private static Mono<Map<GroupId, Group>> find(Connection connection, List<GroupId> ids) {
        List<String> values = texts(ids);
        String sql = "SELECT * FROM chat_groups WHERE id IN (" + marks(values.size()) + ")";
        return rows(connection, sql, values, MySqlGroupRows::group).collectMap(Group::id);
    }

    private static List<Group> inOrder(List<GroupId> ids, Map<GroupId, Group> found) {
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public Mono<Standing> standing(GroupId group, UserId user) {
        return Mono.defer(() -> {
            Place place = new Place(group, user);
            @Nullable Standing remembered = inside.getIfPresent(place);
            return remembered == null ? ask(place) : Mono.just(remembered);
        });
    }

    private Mono<Standing> ask(Place place) {
        return mysql.run(
                        "looking a member up",
                        connection -> rows(
                                        connection,
                                        "SELECT m.role_level, g.member_count FROM chat_groups g LEFT JOIN group_members m"
                                                + " ON m.group_id = g.id AND m.user_id = ? WHERE g.id = ?",
                                        List.of(
                                                place.user().value(),
                                                place.group().value()),
                                        MySqlGroupRows::standing)
                                .singleOrEmpty() // not next(): it cancels
                                .defaultIfEmpty(new Standing.NoSuchGroup()))
                .doOnNext(standing -> remember(place, standing));
    }

    private void remember(Place place, Standing standing) {
        if (standing instanceof Standing.InGroup) {
            inside.put(place, standing);
        }
    }

    @Override
    public Mono<List<Member>> members(GroupId group, int offset, int limit) {
        return Mono.fromRunnable(() -> Limits.page(offset, limit))
                .then(mysql.run(
                        "paging members",
                        connection -> rows(
                                        connection,
                                        "SELECT * FROM group_members WHERE group_id = ?" + MySqlGroupRows.MEMBER_ORDER
                                                + " LIMIT ? OFFSET ?",
                                        List.of(group.value(), limit, offset),
                                        MySqlGroupRows::member)
                                .collectList()));
    }

    @Override
    public Mono<List<Member>> members(GroupId group, Collection<UserId> users) {
        List<UserId> distinct = users.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return Mono.just(List.of());
        }
        List<String> ids = texts(distinct);
        String sql = "SELECT * FROM group_members WHERE group_id = ? AND user_id IN (" + marks(ids.size()) + ")"
                + MySqlGroupRows.MEMBER_ORDER;
        List<String> values = new ArrayList<>(List.of(group.value()));
        values.addAll(ids);
        return Mono.fromRunnable(() -> Limits.count("userIDs", distinct))
                .then(mysql.run(
                        "finding members",
                        connection -> rows(connection, sql, values, MySqlGroupRows::member)
                                .collectList()));
    }

    @Override
    public Mono<List<Group>> joined(UserId user, int offset, int limit) {
        return Mono.fromRunnable(() -> Limits.page(offset, limit))
                .then(mysql.run(
                        "paging joined groups",
                        connection -> rows(
                                        connection,
                                        "SELECT g.* FROM group_members m JOIN chat_groups g ON g.id = m.group_id"
                                                + " WHERE m.user_id = ? ORDER BY m.group_id LIMIT ? OFFSET ?",
                                        List.of(user.value(), limit, offset),
                                        MySqlGroupRows::group)
                                .collectList()));
    }

    @Override
    public Mono<Long> countJoined(UserId user) {
        return mysql.run(
                "counting joined groups",
                connection -> rows(
                                connection,
                                "SELECT COUNT(*) AS n FROM group_members WHERE user_id = ?",
                                List.of(user.value()),
                                row -> number(row, "n"))
                        .single());
    }

    private record Place(GroupId group, UserId user) {}
}
