package io.fluxim.audit;

import io.fluxim.history.Place;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.members.Roster;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of an inbox with what they point at.
 *
 * @param previous the last position seen before them
 * @param floor    read after them
 * @param messages those of the timelines, read after the entries
 * @param rows     of the history, where the timelines have none
 * @param rosters  of every group among them
 */
record Opened(
        UserId user,
        long previous,
        long floor,
        List<InboxEntry> entries,
        Map<MessageId, Message> messages,
        Map<Place, Message> rows,
        Map<Conversation.Group, Roster> rosters) {

    /** What the entry points at; empty where it is nowhere. */
    Optional<Message> message(InboxEntry entry) {
        @Nullable Message message = messages.get(entry.message());
        if (message != null) {
            return Optional.of(message);
        }
        @Nullable Message row = rows.get(place(entry));
        return Optional.ofNullable(row).filter(found -> found.id().equals(entry.message()));
    }

    Optional<Roster> roster(InboxEntry entry) {
        return entry.reference().conversation() instanceof Conversation.Group group
                ? Optional.ofNullable(rosters.get(group))
                : Optional.empty();
    }

    static Place place(InboxEntry entry) {
        return new Place(entry.reference().conversation(), entry.reference().seq());
    }
}
