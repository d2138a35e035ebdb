package io.fluxim.directory.group;

import io.fluxim.protocol.UserId;
import java.util.Map;
import java.util.Optional;

/**
 * A group as it is under the lock of its row.
 *
 * @param members    those whom the rule has asked for, as far as they are in it
 * @param maxMembers most members that a group may have
 */
public record GroupSnapshot(Group group, Map<UserId, Member> members, int maxMembers) {

    public GroupSnapshot {
        members = Map.copyOf(members);
    }

    boolean has(UserId user) {
        return members.containsKey(user);
    }

    /** What this user may do in it; empty for who is not in it. */
    Optional<Role> role(UserId user) {
        return Optional.ofNullable(members.get(user)).map(Member::role);
    }
}
