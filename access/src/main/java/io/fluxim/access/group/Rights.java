package io.fluxim.access.group;

import io.fluxim.access.http.Caller;
import io.fluxim.directory.Group;
import io.fluxim.directory.Groups;
import io.fluxim.directory.Member;
import io.fluxim.directory.Role;
import io.fluxim.directory.Standing;
import io.fluxim.directory.Users;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who may do what in a group, as OpenIM has it. The app's administrator may do everything in a group that exists. */
final class Rights {

    /** OpenIM's {@code needVerification}: whoever is brought in by a plain member needs approval. */
    private static final int ALL_NEED_APPROVAL = 1;

    private final Groups groups;

    Rights(Groups groups) {
        this.groups = groups;
    }

    /** The group, for who is in it; {@code unknown_group} or {@code not_a_member} for others. */
    Mono<Group> see(Caller caller, GroupId group) {
        return caller.admin() ? found(group) : role(caller, group).then(found(group));
    }

    /** Owner and admins may invite; plain members where that needs no approval. */
    Mono<Void> invite(Caller caller, GroupId group) {
        if (caller.admin()) {
            return Mono.empty();
        }
        return role(caller, group)
                .filter(role -> role == Role.MEMBER)
                .flatMap(member -> found(group))
                .filter(found -> found.profile().needVerification() == ALL_NEED_APPROVAL)
                .flatMap(found -> denied("groupID", "must be a group whose owner or admin you are: it needs approval"));
    }

    /** The owner may remove everybody else, admins plain members, plain members nobody. */
    Mono<Void> kick(Caller caller, GroupId group, List<UserId> kicked) {
        if (caller.admin()) {
            return Mono.empty();
        }
        if (kicked.contains(caller.user())) {
            return Mono.error(InvalidInput.of("kickedUserIDs", "must not be yourself (/group/quit_group)"));
        }
        return role(caller, group).flatMap(role -> switch (role) {
            case OWNER -> Mono.empty();
            case ADMIN -> onlyMembers(group, kicked);
            case MEMBER -> denied("groupID", "must be a group whose owner or admin you are");
        });
    }

    private Mono<Void> onlyMembers(GroupId group, List<UserId> kicked) {
        return Flux.fromIterable(kicked)
                .buffer(Users.MAX_AT_ONCE)
                .concatMap(some -> groups.members(group, some))
                .concatMapIterable(members -> members)
                .filter(member -> member.role() != Role.MEMBER)
                .next()
                .map(Member::user)
                .flatMap(user -> denied("kickedUserIDs", "must be plain members for an admin: " + user));
    }

    private Mono<Role> role(Caller caller, GroupId group) {
        return groups.standing(group, caller.user()).map(standing -> role(group, standing));
    }

    private static Role role(GroupId group, Standing standing) {
        if (standing instanceof Standing.InGroup in) {
            return in.role();
        }
        throw standing instanceof Standing.NoSuchGroup
                ? unknown(group)
                : new InvalidInput(ErrorCode.NOT_A_MEMBER, "groupID", "must be a group that you are in: " + group);
    }

    private Mono<Group> found(GroupId group) {
        return groups.find(List.of(group))
                .filter(found -> !found.isEmpty())
                .map(found -> found.get(0))
                .switchIfEmpty(Mono.error(() -> unknown(group)));
    }

    private static InvalidInput unknown(GroupId group) {
        return new InvalidInput(ErrorCode.UNKNOWN_GROUP, "groupID", "must be a group: " + group);
    }

    private static <T> Mono<T> denied(String field, String expected) {
        return Mono.error(new InvalidInput(ErrorCode.NOT_PERMITTED, field, expected));
    }
}
