package io.fluxim.history;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Seq;

/** Where a message stands in the archive. */
public record Place(Conversation conversation, Seq seq) {

    public static Place of(Message message) {
        return new Place(message.conversation(), message.seq());
    }
}
