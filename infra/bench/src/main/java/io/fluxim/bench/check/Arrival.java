package io.fluxim.bench.check;

/**
 * One entry as a device got it.
 *
 * @param number   of the message; {@link #EVENT} for what none of ours sent
 * @param complete whether its body is the one that was sent, every letter of it
 */
public record Arrival(long position, long seq, int number, boolean complete) {

    /** A change of a group's members, which the server words, or a message that no device sent. */
    public static final int EVENT = -1;
}
