package io.fluxim.testkit.check;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/** Who has to receive the message at a place, and who is in a group after it. */
final class Due {

    /** By group, the receivers from a seq on until the next seq with an entry. */
    private final Map<Conversation, NavigableMap<Long, Set<UserId>>> groups;

    /** By group, its members after a seq until the next seq with an entry. */
    private final Map<Conversation, NavigableMap<Long, Set<UserId>>> members;

    Due(
            Map<Conversation, NavigableMap<Long, Set<UserId>>> groups,
            Map<Conversation, NavigableMap<Long, Set<UserId>>> members) {
        this.groups = groups;
        this.members = members;
    }

    Set<UserId> at(Conversation conversation, long seq) {
        if (conversation instanceof Conversation.Direct direct) {
            return Set.copyOf(direct.users());
        }
        return last(groups, conversation, seq);
    }

    /** Who is in the group once the message at this seq has taken effect. */
    Set<UserId> membersAfter(Conversation.Group group, long seq) {
        return last(members, group, seq);
    }

    private static Set<UserId> last(
            Map<Conversation, NavigableMap<Long, Set<UserId>>> sets, Conversation conversation, long seq) {
        return Optional.ofNullable(sets.get(conversation))
                .flatMap(bySeq -> Optional.ofNullable(bySeq.floorEntry(seq)))
                .map(Map.Entry::getValue)
                .orElse(Set.of());
    }
}
