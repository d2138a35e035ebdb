package io.fluxim.directory.group;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A group to be created. Owner, admins and members must be different users; that they are registered is the caller's
 * check.
 *
 * @param id       chosen by the caller; empty for a generated one
 * @param operator who creates it, which may be an app's admin who is not in it
 */
public record NewGroup(
        Optional<GroupId> id,
        GroupProfile profile,
        UserId owner,
        List<UserId> admins,
        List<UserId> members,
        UserId operator) {

    public NewGroup {
        admins = List.copyOf(admins);
        members = List.copyOf(members);
        List<UserId> all = all(owner, admins, members);
        if (all.size() > Groups.MAX_CHANGE) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE, "memberUserIDs", "must be at most " + Groups.MAX_CHANGE + " users at once");
        }
        Set<UserId> seen = new HashSet<>();
        for (UserId user : all) {
            if (!seen.add(user)) {
                throw InvalidInput.of("memberUserIDs", "owner, admins and members must be different, twice: " + user);
            }
        }
    }

    /** Everyone in it: the owner, the admins, the members. */
    public List<UserId> users() {
        return all(owner, admins, members);
    }

    /** What this one of {@link #users} is in it. */
    public Role role(UserId user) {
        return user.equals(owner) ? Role.OWNER : admins.contains(user) ? Role.ADMIN : Role.MEMBER;
    }

    private static List<UserId> all(UserId owner, List<UserId> admins, List<UserId> members) {
        List<UserId> users = new ArrayList<>();
        users.add(owner);
        users.addAll(admins);
        users.addAll(members);
        return List.copyOf(users);
    }
}
