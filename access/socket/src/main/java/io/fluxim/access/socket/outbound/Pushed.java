package io.fluxim.access.socket.outbound;

/**
 * What there is to know of a frame of pushed messages, once it is written.
 *
 * @param at      the time of the first of them, Unix milliseconds
 * @param since   when they came to this node, on the clock of {@link System#nanoTime()}
 * @param written told of each session's socket that took it
 */
public record Pushed(long at, long since, Runnable written) {

    /** An answer: nothing is measured of it. */
    static final Pushed NOT = new Pushed(-1, 0, () -> {});
}
