package io.fluxim.audit;

import java.util.Locale;

/** What can be wrong between two stores; docs/audit.md says what to do about each. */
public enum Kind {
    /** Seqs are missing in a timeline above its floor: they are dense, or a message was lost. */
    SEQ_HOLE(Weight.MISMATCH),
    /** A message that was published, and that the sink has passed, has no row in the history. */
    MESSAGE_NOT_IN_HISTORY(Weight.MISMATCH),
    /** A row of the history and the message at its place differ in id, sender, content or time. */
    HISTORY_DIFFERS(Weight.MISMATCH),
    /** A row of the history above the floor has no message in the timeline. */
    HISTORY_WITHOUT_MESSAGE(Weight.MISMATCH),
    /** A member's inbox lacks a message that was due to them, and that the Inbox flow has passed. */
    ENTRY_MISSING(Weight.MISMATCH),
    /** Positions are missing in an inbox above its floor: its client asks for them for ever. */
    POSITION_HOLE(Weight.MISMATCH),
    /** An inbox entry's message is neither in the timeline nor in the history. */
    ENTRY_WITHOUT_MESSAGE(Weight.MISMATCH),
    /** An inbox entry and its message differ in conversation, seq or time. */
    ENTRY_DIFFERS(Weight.MISMATCH),
    /** An inbox has a message that was not due to its user. */
    ENTRY_NOT_DUE(Weight.MISMATCH),
    /** A document is not as the platform writes it. */
    UNREADABLE(Weight.MISMATCH),
    /** A reader has committed more than its topic holds: the topic has lost records. */
    COMMIT_BEYOND_END(Weight.MISMATCH),
    /** Records were removed from a topic before its reader had done them. */
    COMMIT_BEFORE_BEGINNING(Weight.MISMATCH),
    /** Records wait, and their reader has not moved in the time that an audit waits. */
    LAG_STANDS(Weight.MISMATCH),
    /** Redis has given out seqs that MongoDB never got. */
    SEQ_HEAD_AHEAD(Weight.DRIFT),
    /** A conversation's head in Redis lies below what MongoDB proves. */
    SEQ_HEAD_BEHIND(Weight.DRIFT),
    /** Redis has given out positions that MongoDB never got. */
    POSITION_HEAD_AHEAD(Weight.DRIFT),
    /** An inbox's head in Redis lies below what MongoDB proves. */
    POSITION_HEAD_BEHIND(Weight.DRIFT),
    /** Clients are shown a head above the last entry: they sync and find nothing. */
    VISIBLE_HEAD_AHEAD(Weight.DRIFT),
    /** Clients are shown a head below the last entry: they are woken late. */
    VISIBLE_HEAD_BEHIND(Weight.DRIFT);

    /** What it says about the promise. */
    public enum Weight {
        /** The promise is broken, or will be. */
        MISMATCH,
        /** Redis is off. The promise does not rest on it, and the next use or the expiry sets it right. */
        DRIFT
    }

    private final Weight weight;

    Kind(Weight weight) {
        this.weight = weight;
    }

    public Weight weight() {
        return weight;
    }

    /** As a tag of meters, in JSON, and as its anchor in docs/audit.md. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
