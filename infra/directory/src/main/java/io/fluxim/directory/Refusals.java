package io.fluxim.directory;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a group refuses whatever its caller's rights are; decided under the lock of its row. */
final class Refusals {

    private Refusals() {}

    static InvalidInput groupExists(GroupId id) {
        return new InvalidInput(ErrorCode.GROUP_EXISTS, "groupID", "is taken: " + id);
    }

    static InvalidInput unknownGroup(GroupId id) {
        return new InvalidInput(ErrorCode.UNKNOWN_GROUP, "groupID", "must be a group: " + id);
    }

    static void checkCount(String field, List<UserId> users) {
        if (users.size() > Groups.MAX_CHANGE) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE,
                    field,
                    "must be at most " + Groups.MAX_CHANGE + " users at once, was " + users.size());
        }
    }

    /** Refuses who is not in the group, and the owner: a group always has one. */
    static void checkLeaving(MessageType type, List<UserId> leaving, List<Member> members) {
        String field = type == MessageType.MEMBER_QUIT ? "userID" : "kickedUserIDs";
        checkCount(field, leaving);
        Map<UserId, Member> known = members.stream().collect(Collectors.toMap(Member::user, Function.identity()));
        for (UserId user : leaving) {
            @Nullable Member member = known.get(user);
            if (member == null) {
                throw new InvalidInput(ErrorCode.NOT_A_MEMBER, field, "must be in the group: " + user);
            }
            if (member.role() == Role.OWNER) {
                throw new InvalidInput(ErrorCode.NOT_PERMITTED, field, "must not be the group's owner: " + user);
            }
        }
    }
}
