package io.fluxim.audit;

import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An inbox is dense above its floor, and each entry points at its message, which was due to its user. Pure. */
final class InboxRules {

    private InboxRules() {}

    static List<Mismatch> of(Opened opened) {
        List<Mismatch> found = new ArrayList<>();
        long last = Math.max(opened.previous(), opened.floor());
        for (InboxEntry entry : opened.entries()) {
            long position = entry.position().value();
            if (position <= opened.floor()) {
                continue; // what a cleaner that died left below its floor
            }
            if (position > last + 1) {
                found.add(new Mismatch(
                        Kind.POSITION_HOLE,
                        opened.user().value(),
                        last + 1,
                        "positions " + (last + 1) + " to " + (position - 1) + " are missing, floor " + opened.floor()));
            }
            last = position;
            message(opened, entry).ifPresent(found::add);
            if (!DueRules.isDue(entry.reference(), opened.roster(entry))) {
                found.add(mismatch(Kind.ENTRY_NOT_DUE, entry, "no member at this seq"));
            }
        }
        return found;
    }

    private static Optional<Mismatch> message(Opened opened, InboxEntry entry) {
        Optional<Message> message = opened.message(entry);
        if (message.isEmpty()) {
            return Optional.of(mismatch(
                    Kind.ENTRY_WITHOUT_MESSAGE, entry, "no message " + entry.message() + " in timeline and history"));
        }
        return differences(entry, message.get());
    }

    private static Optional<Mismatch> differences(InboxEntry entry, Message message) {
        Reference reference = entry.reference();
        boolean same = message.conversation().equals(reference.conversation())
                && message.seq().equals(reference.seq())
                && message.at() == entry.at();
        return same
                ? Optional.empty()
                : Optional.of(mismatch(
                        Kind.ENTRY_DIFFERS,
                        entry,
                        "message " + message.id() + " stands at " + message.conversation() + " #" + message.seq()
                                + ", time " + message.at() + "; the entry's time is " + entry.at()));
    }

    private static Mismatch mismatch(Kind kind, InboxEntry entry, String evidence) {
        Reference reference = entry.reference();
        return new Mismatch(
                kind,
                reference.user().value(),
                entry.position().value(),
                "entry of " + reference.conversation() + " #" + reference.seq() + ": " + evidence);
    }
}
