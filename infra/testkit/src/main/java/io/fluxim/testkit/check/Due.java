package io.fluxim.testkit.check;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/** Who has to receive the message at a place. */
final class Due {

    /** By group, the receivers from a seq on until the next seq with an entry. */
    private final Map<Conversation, NavigableMap<Long, Set<UserId>>> groups;

    Due(Map<Conversation, NavigableMap<Long, Set<UserId>>> groups) {
        this.groups = groups;
    }

    Set<UserId> at(Conversation conversation, long seq) {
        if (conversation instanceof Conversation.Direct direct) {
            return Set.copyOf(direct.users());
        }
        return Optional.ofNullable(groups.get(conversation))
                .flatMap(receivers -> Optional.ofNullable(receivers.floorEntry(seq)))
                .map(Map.Entry::getValue)
                .orElse(Set.of());
    }
}
