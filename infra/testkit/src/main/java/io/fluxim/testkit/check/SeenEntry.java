package io.fluxim.testkit.check;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;

/** An entry as a device received it; {@code at} in Unix milliseconds. */
public record SeenEntry(
        long position, Conversation conversation, long seq, MessageId message, String contentHash, long at) {}
