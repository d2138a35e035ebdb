package io.fluxim.testkit.check;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;

/**
 * One send and what became of it. A retry is another attempt with the same sender, conversation and clientMsgId.
 *
 * @param connection  what keeps the order: attempts of one connection are given in the order of sending
 * @param contentHash {@link Content#hash}; {@link #ANY_CONTENT} where the sender does not know what it says
 */
public record Attempt(
        String connection,
        UserId sender,
        Conversation conversation,
        String clientMsgId,
        String contentHash,
        Outcome outcome) {

    /** For what the server words itself, such as membership events: the same everywhere is all that is asked. */
    public static final String ANY_CONTENT = "";

    /** A send of a user. */
    public static Attempt of(
            String connection,
            UserId sender,
            Conversation conversation,
            String clientMsgId,
            Content content,
            Outcome outcome) {
        return new Attempt(connection, sender, conversation, clientMsgId, content.hash(), outcome);
    }

    /** The id that the platform has to give it. */
    public MessageId id() {
        return MessageId.of(sender, conversation, clientMsgId);
    }
}
