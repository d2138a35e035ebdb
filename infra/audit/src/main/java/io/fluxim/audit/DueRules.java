package io.fluxim.audit;

import io.fluxim.inbox.inbox.Reference;
import io.fluxim.inbox.members.Receivers;
import io.fluxim.inbox.members.Roster;
import io.fluxim.inbox.timeline.Timeline.Stored;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who has to have which message, by the members at its seq. Pure. */
final class DueRules {

    private DueRules() {}

    /** Who had something due of this stretch; each once. */
    static List<UserId> receivers(Stretch stretch, Optional<Roster> roster, Cut cut) {
        Set<UserId> users = new LinkedHashSet<>();
        List<UserId> before = List.of();
        for (Stored stored : stretch.stored()) {
            List<UserId> now =
                    Receivers.of(stored.message(), group -> roster.orElseGet(() -> Roster.of(group, List.of())));
            if (now != before) { // the same list while nobody comes or goes
                users.addAll(now);
            }
            before = now;
        }
        return users.stream().filter(cut::delivered).toList();
    }

    /**
     * The entries of one user that must be there of this stretch: of what was published before the cut and is not older than the
     * retention, since what is older is no longer delivered, and may be gone.
     *
     * @param roster of the conversation's group; empty where nobody joins or leaves
     * @param oldest Unix milliseconds
     */
    static Stream<Reference> due(Stretch stretch, UserId user, Optional<Roster> roster, Cut cut, long oldest) {
        return stretch.stored().stream()
                .filter(stored -> cut.published(stored.origin()))
                .map(Stored::message)
                .filter(message -> message.at() > oldest)
                .map(message -> new Reference(user, message.conversation(), message.seq()))
                .filter(reference -> isDue(reference, roster));
    }

    /** Whether the message at this place was due to this user. */
    static boolean isDue(Reference reference, Optional<Roster> roster) {
        return reference.conversation() instanceof Conversation.Fixed fixed
                ? fixed.has(reference.user())
                : roster.map(members ->
                                members.has(reference.user(), reference.seq().value()))
                        .orElse(false);
    }

    static Mismatch missing(Reference due) {
        return new Mismatch(
                Kind.ENTRY_MISSING,
                due.user() + " " + due.conversation().key(),
                due.seq().value(),
                "a member at this seq, whose inbox does not have it");
    }
}
