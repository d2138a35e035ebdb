package io.fluxim.testkit.check;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;

/** A reference in an inbox as the store holds it; {@code at} in Unix milliseconds. */
public record StoredEntry(long position, Conversation conversation, long seq, MessageId message, long at) {}
