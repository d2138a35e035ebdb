package io.fluxim.inbox.timeline;

/**
 * The record of {@code im.accepted} that numbered a message: its identity in the log. The append time is part of it, so
 * that a new topic's offsets are not taken for an old one's.
 *
 * @param partition of {@code im.accepted}
 * @param offset    there
 * @param at        its append time, Unix milliseconds
 */
public record Origin(int partition, long offset, long at) {

    /**
     * By less than this the clocks of two brokers differ, and a topic is not made anew: a new leader may give a record an earlier
     * time than the old one gave the record before it.
     */
    private static final long CLOCKS_DIFFER_MS = 5_000;

    /**
     * Whether this record had been decided before that one was: both of one partition. The offset tells; the time only whether
     * it is an offset of the same topic, since one that was made anew begins at 0.
     */
    public boolean notAfter(Origin other) {
        return partition == other.partition && offset <= other.offset && at <= other.at + CLOCKS_DIFFER_MS;
    }
}
