package io.fluxim.directory.group;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Who may change what in a group, as OpenIM has it: each kind of change is one {@link GroupRule}. */
public final class GroupRules {

    /** OpenIM's {@code needVerification}: anyone who is brought in by a plain member needs approval. */
    private static final int ALL_NEED_APPROVAL = 1;

    private GroupRules() {}

    /**
     * Brings users in as plain members; who is in it already is left out. Owner and admins may; plain members where that needs
     * no approval. {@code too_large} for more users at once than {@link Groups#MAX_CHANGE}, or than the group has room for.
     */
    public static GroupRule invite(Actor actor, List<UserId> invited) {
        List<UserId> wanted = distinct("invitedUserIDs", invited);
        return new Rule(actor.user(), with(actor, wanted)) {
            @Override
            public GroupDecision decide(GroupSnapshot group) {
                if (!actor.administrator()
                        && role(actor, group) == Role.MEMBER
                        && group.group().profile().needVerification() == ALL_NEED_APPROVAL) {
                    throw denied("groupID", "must be a group whose owner or admin you are: it needs approval");
                }
                List<UserId> joining =
                        wanted.stream().filter(user -> !group.has(user)).toList();
                int room = Math.max(0, group.maxMembers() - group.group().memberCount());
                if (joining.size() > room) {
                    throw new InvalidInput(
                            ErrorCode.TOO_LARGE,
                            "invitedUserIDs",
                            "must leave the group at " + group.maxMembers() + " members at most: it has room for "
                                    + room + ", not for " + joining.size());
                }
                return new GroupDecision.Join(MessageType.MEMBER_INVITED, joining);
            }
        };
    }

    /**
     * Removes members, all of them or none. The owner may remove everybody else, admins plain members, plain members nobody.
     * {@code not_a_member} for who is not in it, {@code not_permitted} for the owner.
     */
    public static GroupRule kick(Actor actor, List<UserId> kicked) {
        List<UserId> leaving = distinct("kickedUserIDs", kicked);
        if (!actor.administrator() && leaving.contains(actor.user())) {
            throw InvalidInput.of("kickedUserIDs", "must not be yourself (/group/quit_group)");
        }
        return new Rule(actor.user(), with(actor, leaving)) {
            @Override
            public GroupDecision decide(GroupSnapshot group) {
                Role above = actor.administrator() ? Role.OWNER : role(actor, group);
                if (above == Role.MEMBER) {
                    throw denied("groupID", "must be a group whose owner or admin you are");
                }
                for (UserId user : leaving) {
                    Role role = leaving("kickedUserIDs", user, group);
                    if (above == Role.ADMIN && role != Role.MEMBER) {
                        throw denied("kickedUserIDs", "must be plain members for an admin: " + user);
                    }
                    notTheOwner("kickedUserIDs", user, role);
                }
                return new GroupDecision.Leave(MessageType.MEMBER_KICKED, leaving);
            }
        };
    }

    /** A member leaves; the owner cannot. {@code not_a_member}, {@code not_permitted}. */
    public static GroupRule quit(UserId user) {
        return new Rule(user, List.of(user)) {
            @Override
            public GroupDecision decide(GroupSnapshot group) {
                notTheOwner("userID", user, leaving("userID", user, group));
                return new GroupDecision.Leave(MessageType.MEMBER_QUIT, List.of(user));
            }
        };
    }

    /** What all rules need. */
    private abstract static class Rule implements GroupRule {

        private final UserId operator;
        private final Collection<UserId> asks;

        Rule(UserId operator, Collection<UserId> asks) {
            this.operator = operator;
            this.asks = asks;
        }

        @Override
        public UserId operator() {
            return operator;
        }

        @Override
        public Collection<UserId> asks() {
            return asks;
        }
    }

    private static List<UserId> distinct(String field, List<UserId> users) {
        if (users.size() > Groups.MAX_CHANGE) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE,
                    field,
                    "must be at most " + Groups.MAX_CHANGE + " users at once, was " + users.size());
        }
        return users.stream().distinct().toList();
    }

    private static List<UserId> with(Actor actor, List<UserId> users) {
        List<UserId> all = new ArrayList<>(users);
        all.add(actor.user());
        return all;
    }

    private static Role role(Actor actor, GroupSnapshot group) {
        return group.role(actor.user())
                .orElseThrow(() -> new InvalidInput(
                        ErrorCode.NOT_A_MEMBER,
                        "groupID",
                        "must be a group that you are in: " + group.group().id()));
    }

    private static Role leaving(String field, UserId user, GroupSnapshot group) {
        return group.role(user)
                .orElseThrow(() -> new InvalidInput(ErrorCode.NOT_A_MEMBER, field, "must be in the group: " + user));
    }

    /** A group always has one. */
    private static void notTheOwner(String field, UserId user, Role role) {
        if (role == Role.OWNER) {
            throw denied(field, "must not be the group's owner: " + user);
        }
    }

    private static InvalidInput denied(String field, String expected) {
        return new InvalidInput(ErrorCode.NOT_PERMITTED, field, expected);
    }
}
