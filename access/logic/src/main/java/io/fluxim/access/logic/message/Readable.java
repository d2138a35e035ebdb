package io.fluxim.access.logic.message;

import io.fluxim.access.logic.Caller;
import io.fluxim.access.logic.Refused;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.Standing;
import io.fluxim.history.PageRequest.Seqs;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.members.Members.Interval;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Which seqs of a conversation somebody may read: those that were delivered to them. All of a conversation that nobody joins or
 * leaves, for its users; of a group those of their membership, also after it has ended; the administrator everything.
 */
public final class Readable {

    private static final Logger LOG = LoggerFactory.getLogger(Readable.class);
    private static final List<Seqs> EVERYTHING = List.of(Seqs.ALL);

    private final Members members;
    private final Groups groups;

    public Readable(Members members, Groups groups) {
        this.members = members;
        this.groups = groups;
    }

    /** Ranges that do not overlap, ascending. */
    public Mono<List<Seqs>> by(Caller caller, Conversation conversation) {
        if (caller.admin()) {
            return Mono.just(EVERYTHING);
        }
        if (conversation instanceof Conversation.Fixed fixed) {
            return fixed.has(caller.user())
                    ? Mono.just(EVERYTHING)
                    : Mono.error(new InvalidInput(
                            ErrorCode.NOT_PERMITTED,
                            "conversation",
                            "must be one of the token's user: " + caller.user()));
        }
        return ofGroup(caller.user(), (Conversation.Group) conversation);
    }

    private Mono<List<Seqs>> ofGroup(UserId user, Conversation.Group group) {
        return members.of(group, user)
                .onErrorMap(Readable::away)
                .map(Readable::ranges)
                .flatMap(ranges -> ranges.isEmpty() ? newMember(user, group.id()) : Mono.just(ranges));
    }

    private static List<Seqs> ranges(List<Interval> intervals) {
        return intervals.stream()
                .map(interval -> new Seqs(interval.from(), interval.to()))
                .toList();
    }

    /** Nothing yet for who has just joined; for others a refusal. */
    private Mono<List<Seqs>> newMember(UserId user, GroupId group) {
        return groups.standing(group, user).map(standing -> {
            if (standing instanceof Standing.InGroup) {
                return List.of();
            }
            throw standing instanceof Standing.NoSuchGroup
                    ? new InvalidInput(ErrorCode.UNKNOWN_GROUP, "groupID", "must be a group: " + group)
                    : new InvalidInput(
                            ErrorCode.NOT_A_MEMBER, "groupID", "must be a group that you are or were in: " + group);
        });
    }

    private static Refused away(Throwable failure) {
        LOG.warn("history_members_unavailable cause={}", failure.toString());
        return Refused.unavailable("membership cannot be read; temporary, try again");
    }
}
