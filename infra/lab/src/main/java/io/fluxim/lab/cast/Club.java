package io.fluxim.lab.cast;

import io.fluxim.client.Api;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.check.Attempt;
import io.fluxim.testkit.check.Membership;
import io.fluxim.testkit.check.Outcome;
import io.fluxim.testkit.check.PromiseCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ObjectNode;

/**
 * A group whose owner invites and kicks over HTTP, and what they did, for the check. An answer that was lost is made up for by
 * asking who is a member: each change takes place exactly once, so the server numbers them as they are noted here. Changed by
 * one thread; its members are read by others.
 */
public final class Club {

    private static final int WORKING_GROUP = 2;
    private static final int GROUP_EXISTS = 1202;

    private final Town town;
    private final Conversation.Group conversation;
    private final UserId owner;
    private final String token;
    private final List<UserId> members;
    private final List<Change> changes = new ArrayList<>();

    private record Change(long number, List<UserId> joined, List<UserId> left) {}

    private Club(Town town, Conversation.Group conversation, List<UserId> members, String token) {
        this.town = town;
        this.conversation = conversation;
        this.owner = members.get(0);
        this.token = token;
        this.members = new CopyOnWriteArrayList<>(members);
        note(members, List.of());
    }

    /** Makes the group; it can be sent to when this returns. The first of its members owns it. */
    public static Club found(Town town, GroupId id, List<UserId> members) {
        ObjectNode body = Town.object().put("ownerUserID", members.get(0).value());
        Town.names(body.putArray("memberUserIDs"), members.subList(1, members.size()));
        body.putArray("adminUserIDs");
        body.putObject("groupInfo")
                .put("groupID", id.value())
                .put("groupName", id.value())
                .put("groupType", WORKING_GROUP);
        String owners = town.tokens(members.subList(0, 1)).get(0);
        Api.Answer answer = town.insist("/group/create_group", body, owners);
        if (answer.code() != 0 && answer.code() != GROUP_EXISTS) {
            throw new IllegalStateException("making a group was refused: " + answer.message());
        }
        return new Club(town, new Conversation.Group(id), members, owners);
    }

    public Conversation.Group conversation() {
        return conversation;
    }

    /** Who is in it, as far as its owner knows. */
    public List<UserId> members() {
        return members;
    }

    public boolean has(UserId user) {
        return members.contains(user);
    }

    /** Somebody who is not in it. */
    public void invite(UserId user) {
        ObjectNode body = Town.object().put("groupID", conversation.id().value());
        Town.names(body.putArray("invitedUserIDs"), List.of(user));
        until(user, true, "/group/invite_user_to_group", body);
        members.add(user);
        note(List.of(user), List.of());
    }

    /** Somebody who is in it, but not its owner. */
    public void kick(UserId user) {
        ObjectNode body = Town.object().put("groupID", conversation.id().value());
        Town.names(body.putArray("kickedUserIDs"), List.of(user));
        until(user, false, "/group/kick_group", body);
        members.remove(user); // until then they may send: what is accepted of it may be rejected at its place
        note(List.of(), List.of(user));
    }

    private void until(UserId user, boolean member, String path, ObjectNode body) {
        while (!done(town.once(path, body, token)) && isMember(user) != member) {
            Town.pause();
        }
    }

    private static boolean done(Optional<Api.Answer> answer) {
        return answer.filter(given -> given.code() == 0).isPresent();
    }

    private boolean isMember(UserId user) {
        ObjectNode body = Town.object().put("groupID", conversation.id().value());
        Town.names(body.putArray("userIDs"), List.of(user));
        Api.Answer answer = town.insist("/group/get_group_members_info", body, token);
        if (answer.code() != 0) { // says nothing of members: not that there are none
            throw new IllegalStateException("who is a member was not told: " + answer.message());
        }
        return !answer.data().path("members").isEmpty();
    }

    private void note(List<UserId> joined, List<UserId> left) {
        synchronized (changes) {
            changes.add(new Change(changes.size() + 1L, joined, left));
        }
    }

    /** Tells the check which events there were. The server words them: change n, in the owner's name. */
    public void tell(PromiseCheck check, Membership membership) {
        synchronized (changes) {
            for (Change change : changes) {
                String name = "change-" + change.number();
                MessageId event = MessageId.of(owner, conversation, name);
                Outcome accepted = new Outcome.Accepted(event, Outcome.NO_TIME);
                check.sent(new Attempt("relay", owner, conversation, name, Attempt.ANY_CONTENT, accepted));
                membership.joined(conversation, event, change.joined());
                membership.left(conversation, event, change.left());
            }
        }
    }
}
