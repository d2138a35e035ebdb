package io.fluxim.inbox.inbox;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;

/**
 * The highest seq of a conversation in an inbox: what is above it is new there.
 *
 * @param key  whose
 * @param seq  0 for none
 */
public record Mark(Key key, long seq) {

    /** A conversation in an inbox. */
    public record Key(UserId user, Conversation conversation) {}
}
