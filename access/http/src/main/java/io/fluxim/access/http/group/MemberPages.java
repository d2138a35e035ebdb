package io.fluxim.access.http.group;

import io.fluxim.access.http.Pagination;
import io.fluxim.directory.group.Group;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.Member;
import io.fluxim.directory.group.Role;
import io.fluxim.directory.user.User;
import io.fluxim.directory.user.Users;
import io.fluxim.protocol.GroupId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Members of a group by OpenIM's filter. They are kept in the order of their roles, so each filter is a range of them. */
final class MemberPages {

    private final Groups groups;
    private final Users users;

    MemberPages(Groups groups, Users users) {
        this.groups = groups;
        this.users = users;
    }

    /** Where in the order of members a filter's range begins, and how long it is. */
    private record Range(int from, int size) {}

    Mono<GroupRequests.MemberPage> page(Group group, int filter, Pagination page) {
        return range(group, filter)
                .flatMap(range -> members(group.id(), range, page)
                        .flatMap(this::infos)
                        .map(infos -> new GroupRequests.MemberPage(range.size(), infos)));
    }

    /** With the names and pictures of the users. */
    Mono<List<MemberInfo>> infos(List<Member> members) {
        return users.find(members.stream().map(Member::user).toList())
                .map(found -> found.stream().collect(Collectors.toMap(User::id, Function.identity())))
                .map(known ->
                        members.stream().map(member -> info(member, known)).toList());
    }

    private static MemberInfo info(Member member, Map<?, User> known) {
        return MemberInfo.of(member, known.getOrDefault(member.user(), User.of(member.user(), "", 0)));
    }

    private Mono<Range> range(Group group, int filter) {
        int owners = 1;
        int all = group.memberCount();
        return switch (filter) {
            case 0 -> Mono.just(new Range(0, all));
            case 1 -> Mono.just(new Range(0, owners));
            case 4 -> Mono.just(new Range(owners, all - owners));
            default ->
                leaders(group.id()).map(leaders -> switch (filter) {
                    case 2 -> new Range(owners, leaders - owners);
                    case 3 -> new Range(leaders, Math.max(0, all - leaders));
                    default -> new Range(0, leaders);
                });
        };
    }

    /** How many come before the first plain member. */
    private Mono<Integer> leaders(GroupId group) {
        return Flux.range(0, Integer.MAX_VALUE / Users.MAX_AT_ONCE)
                .concatMap(page -> groups.members(group, page * Users.MAX_AT_ONCE, Users.MAX_AT_ONCE), 1)
                .takeUntil(members -> members.size() < Users.MAX_AT_ONCE)
                .concatMapIterable(members -> members)
                .takeWhile(member -> member.role() != Role.MEMBER)
                .count()
                .map(Math::toIntExact);
    }

    private Mono<List<Member>> members(GroupId group, Range range, Pagination page) {
        int size = Math.min(page.showNumber(), range.size() - page.offset());
        return size < 1 ? Mono.just(List.of()) : groups.members(group, range.from() + page.offset(), size);
    }
}
