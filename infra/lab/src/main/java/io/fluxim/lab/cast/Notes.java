package io.fluxim.lab.cast;

import io.fluxim.client.InboxEntry;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.testkit.check.Device;
import io.fluxim.testkit.check.SeenEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a device was given, frame after frame. Written by its connections one after the other, read by others meanwhile. */
final class Notes {

    /** After a position; negative for a push. */
    private record Frame(long after, List<SeenEntry> entries) {}

    private static final long PUSHED = -1;

    // guarded by this
    private final List<Frame> frames = new ArrayList<>();
    private final Map<MessageId, SeenEntry> first = new HashMap<>();

    synchronized void pushed(List<InboxEntry> entries) {
        add(PUSHED, entries);
    }

    synchronized void read(long after, List<InboxEntry> entries) {
        add(after, entries);
    }

    private void add(long after, List<InboxEntry> entries) {
        List<SeenEntry> seen = entries.stream().map(Notes::seen).toList();
        seen.forEach(entry -> first.putIfAbsent(entry.message(), entry));
        frames.add(new Frame(after, seen));
    }

    private static SeenEntry seen(InboxEntry entry) {
        return new SeenEntry(
                entry.position(),
                Conversation.parse(entry.conversation()),
                entry.seq(),
                new MessageId(entry.messageId()),
                Player.content(entry).hash(),
                entry.at());
    }

    synchronized boolean has(MessageId message) {
        return first.containsKey(message);
    }

    /** Whether what came under this id says this, and had been accepted by then: what stands may be a later attempt. */
    synchronized boolean says(MessageId message, String contentHash, long at) {
        SeenEntry entry = first.get(message);
        return entry != null && contentHash.equals(entry.contentHash()) && entry.at() <= at;
    }

    synchronized void tell(Device device) {
        for (Frame frame : frames) {
            if (frame.after() == PUSHED) {
                device.pushed(frame.entries());
            } else {
                device.read(frame.after(), frame.entries());
            }
        }
    }
}
