package io.fluxim.testkit.check;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Entry;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;

/** An entry as a device received it; {@code at} in Unix milliseconds. */
public record SeenEntry(
        long position, Conversation conversation, long seq, MessageId message, String contentHash, long at) {

    public static SeenEntry of(Entry entry) {
        Message message = entry.message();
        return new SeenEntry(
                entry.position().value(),
                message.conversation(),
                message.seq().value(),
                message.id(),
                message.envelope().content().hash(),
                message.at());
    }
}
