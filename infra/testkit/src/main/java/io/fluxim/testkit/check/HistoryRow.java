package io.fluxim.testkit.check;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;

/** A message as the archive holds it; {@code at} in Unix milliseconds. */
public record HistoryRow(Conversation conversation, long seq, MessageId message, String contentHash, long at) {

    public static HistoryRow of(Message message) {
        return new HistoryRow(
                message.conversation(),
                message.seq().value(),
                message.id(),
                message.envelope().content().hash(),
                message.at());
    }
}
