package io.fluxim.inbox;

/**
 * The record of {@code im.accepted} that numbered a message: its identity in the log. The append time is part of it, so
 * that a new topic's offsets are not taken for an old one's.
 *
 * @param partition of {@code im.accepted}
 * @param offset    there
 * @param at        its append time, Unix milliseconds
 */
public record Origin(int partition, long offset, long at) {

    /** Whether this record had been decided before that one was: both of one partition. */
    public boolean notAfter(Origin other) {
        return partition == other.partition && offset <= other.offset && at <= other.at;
    }
}
