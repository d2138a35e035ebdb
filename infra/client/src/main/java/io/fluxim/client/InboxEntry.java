package io.fluxim.client;

import tools.jackson.databind.JsonNode;

/**
 * One entry as it came over the wire.
 *
 * @param seq  its message's place in the conversation
 * @param body the message's body, any JSON value
 * @param at   the message's time, Unix milliseconds
 */
public record InboxEntry(
        long position,
        String conversation,
        long seq,
        String messageId,
        String sender,
        String type,
        JsonNode body,
        long at) {

    static InboxEntry of(JsonNode entry) {
        JsonNode message = entry.path("message");
        return new InboxEntry(
                entry.path("position").asLong(),
                entry.path("conversation").asString(""),
                entry.path("seq").asLong(),
                message.path("messageId").asString(""),
                message.path("sender").asString(""),
                message.path("type").asString(""),
                message.path("body"),
                message.path("at").asLong());
    }
}
