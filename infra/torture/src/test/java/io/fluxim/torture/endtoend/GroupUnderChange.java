package io.fluxim.torture.endtoend;

import io.fluxim.directory.group.Actor;
import io.fluxim.directory.group.GroupRules;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.MembersChanged;
import io.fluxim.directory.outbox.Outbox;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.check.Attempt;
import io.fluxim.testkit.check.Membership;
import io.fluxim.testkit.check.Outcome;
import io.fluxim.testkit.check.PromiseCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A group whose owner invites and kicks, and what they did, for the check. Used by one thread at a time. */
final class GroupUnderChange {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Conversation.Group conversation;
    private final UserId owner;
    private final Groups groups;
    private final Outbox outbox;
    private final List<UserId> members;
    private final List<Change> changes = new ArrayList<>();

    private record Change(long number, List<UserId> joined, List<UserId> left) {}

    /** A group that was just created with these members, the owner first. */
    GroupUnderChange(GroupId id, List<UserId> members, Groups groups, Outbox outbox) {
        this.conversation = new Conversation.Group(id);
        this.owner = members.get(0);
        this.members = new ArrayList<>(members);
        this.groups = groups;
        this.outbox = outbox;
        done(1, members, List.of());
    }

    Conversation.Group conversation() {
        return conversation;
    }

    List<UserId> members() {
        return members;
    }

    void invite(UserId user) {
        if (!members.contains(user)) {
            MembersChanged changed = groups.change(
                            conversation.id(), GroupRules.invite(Actor.user(owner), List.of(user)))
                    .block(BOUND);
            members.add(user);
            done(changed.change(), List.of(user), List.of());
        }
    }

    /** Somebody but the owner. */
    void kick(Random dice) {
        UserId user = members.get(1 + dice.nextInt(members.size() - 1));
        MembersChanged changed = groups.change(conversation.id(), GroupRules.kick(Actor.user(owner), List.of(user)))
                .block(BOUND);
        members.remove(user);
        done(changed.change(), List.of(), List.of(user));
    }

    private void done(long change, List<UserId> joined, List<UserId> left) {
        outbox.awaitSent(conversation.id(), change).block(BOUND);
        changes.add(new Change(change, joined, left));
    }

    /** Tells the check which events there were. The server words them: change n, in the owner's name. */
    void tell(PromiseCheck check, Membership membership) {
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
