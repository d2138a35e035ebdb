package io.fluxim.lab.cast;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageType;
import tools.jackson.databind.JsonNode;

/** What to say, and where. */
public record Line(Conversation conversation, String clientMsgId, JsonNode body) {

    Content content() {
        return new Content(MessageType.TEXT, body.toString());
    }

    /** The same id with something else to say. */
    Line contradicted(JsonNode other) {
        return new Line(conversation, clientMsgId, other);
    }
}
