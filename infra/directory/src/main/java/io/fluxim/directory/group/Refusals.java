package io.fluxim.directory.group;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;

/** What a group refuses whatever its caller's rights are. */
final class Refusals {

    private Refusals() {}

    static InvalidInput groupExists(GroupId id) {
        return new InvalidInput(ErrorCode.GROUP_EXISTS, "groupID", "is taken: " + id);
    }

    static void checkSize(NewGroup group, int maxMembers) {
        int size = group.users().size();
        if (size > maxMembers) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE,
                    "memberUserIDs",
                    "must make a group of at most " + maxMembers + " members, with its owner and admins, was " + size);
        }
    }

    static InvalidInput unknownGroup(GroupId id) {
        return new InvalidInput(ErrorCode.UNKNOWN_GROUP, "groupID", "must be a group: " + id);
    }
}
