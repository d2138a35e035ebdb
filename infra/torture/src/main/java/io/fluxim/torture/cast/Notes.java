package io.fluxim.torture.cast;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.standalone.client.InboxEntry;
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
    private final Map<MessageId, String> contents = new HashMap<>();

    synchronized void pushed(List<InboxEntry> entries) {
        add(PUSHED, entries);
    }

    synchronized void read(long after, List<InboxEntry> entries) {
        add(after, entries);
    }

    private void add(long after, List<InboxEntry> entries) {
        List<SeenEntry> seen = entries.stream().map(Notes::seen).toList();
        seen.forEach(entry -> contents.putIfAbsent(entry.message(), entry.contentHash()));
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
        return contents.containsKey(message);
    }

    synchronized boolean says(MessageId message, String contentHash) {
        return contentHash.equals(contents.get(message));
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
