package io.fluxim.inbox.inbox;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;

/** What an inbox entry points at: unique within the inbox. */
public record Reference(UserId user, Conversation conversation, Seq seq) {

    /** Which of the user's marks it belongs to. */
    public Mark.Key mark() {
        return new Mark.Key(user, conversation);
    }
}
