package io.fluxim.pipeline.sequence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.members.Roster;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import java.util.Map;

/**
 * How many inbox entries an accepted message will be, as far as its group was met: what a batch is cut by before anybody has
 * looked who the members are. Only a measure; for all lanes of the process.
 */
public final class GroupSizes {

    /** Of a group that nobody has met yet. */
    private static final int UNKNOWN = 1;
    /** Most groups remembered. */
    private static final int MAX = 100_000;

    private final Cache<Conversation, Integer> sizes =
            Caffeine.newBuilder().maximumSize(MAX).executor(Runnable::run).build();

    /** Inbox entries that this message will be. */
    public int entries(Envelope envelope) {
        if (envelope.conversation() instanceof Conversation.Fixed fixed) {
            return fixed.users().size();
        }
        Integer known = sizes.getIfPresent(envelope.conversation());
        return known == null ? UNKNOWN : known;
    }

    /** These are the groups now. */
    public void learn(Map<Conversation.Group, Roster> rosters) {
        rosters.forEach(
                (group, roster) -> sizes.put(group, roster.at(Members.OPEN).size()));
    }
}
