package io.fluxim.access.logic.group;

import io.fluxim.access.logic.Caller;
import io.fluxim.directory.group.Group;
import io.fluxim.directory.group.GroupRules;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.Role;
import io.fluxim.directory.group.Standing;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import java.util.List;
import reactor.core.publisher.Mono;

/** Who may look into a group: who is in it, and the app's administrator. Who may change it is told by {@link GroupRules}. */
public final class Rights {

    private final Groups groups;

    public Rights(Groups groups) {
        this.groups = groups;
    }

    /** The group, for who is in it; {@code unknown_group} or {@code not_a_member} for others. */
    public Mono<Group> see(Caller caller, GroupId group) {
        return caller.admin() ? found(group) : role(caller, group).then(found(group));
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
}
