package io.fluxim.audit;

import io.fluxim.inbox.Receivers;
import io.fluxim.inbox.Reference;
import io.fluxim.inbox.Roster;
import io.fluxim.inbox.Timeline.Stored;
import io.fluxim.protocol.Conversation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who has to have which message, by the members at its seq. Pure. */
final class DueRules {

    private DueRules() {}

    /**
     * The entries that must be there of this stretch: of what was published before the cut and is not older than the
     * retention, since what is older is no longer delivered, and may be gone.
     *
     * @param roster of the conversation's group; empty for two users
     * @param oldest Unix milliseconds
     */
    static Stream<Reference> due(Stretch stretch, Optional<Roster> roster, Cut cut, long oldest) {
        return stretch.stored().stream()
                .filter(stored -> cut.published(stored.origin()))
                .map(Stored::message)
                .filter(message -> message.at() > oldest)
                .flatMap(message ->
                        Receivers.of(message, group -> roster.orElseGet(() -> Roster.of(group, List.of()))).stream()
                                .filter(cut::delivered)
                                .map(user -> new Reference(user, message.conversation(), message.seq())));
    }

    /** Whether the message at this place was due to this user. */
    static boolean isDue(Reference reference, Optional<Roster> roster) {
        return reference.conversation() instanceof Conversation.Direct direct
                ? direct.has(reference.user())
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
