package io.fluxim.inbox.inbox;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Position;

/**
 * A stored reference at its place.
 *
 * @param position  its place in the inbox
 * @param reference what it points at
 * @param message   where the body is
 * @param at        the message's time, Unix milliseconds: retention counts from it
 */
public record InboxEntry(Position position, Reference reference, MessageId message, long at) {}
