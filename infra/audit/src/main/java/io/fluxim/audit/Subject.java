package io.fluxim.audit;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;

/** One thing that is looked at as a whole. */
public sealed interface Subject {

    /** How far the consumer groups are in their topics. */
    record Offsets() implements Subject {}

    /** A conversation: timeline, history, the entries due, the head of its seqs. */
    record Timeline(Conversation conversation) implements Subject {}

    /** An inbox: entries, their messages, the heads of its positions. */
    record Inbox(UserId user) implements Subject {}
}
