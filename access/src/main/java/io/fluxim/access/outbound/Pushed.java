package io.fluxim.access.outbound;

/**
 * What there is to know of a frame of pushed messages, once it is written.
 *
 * @param at      the time of the first of them, Unix milliseconds
 * @param written told of each session's socket that took it
 */
public record Pushed(long at, Runnable written) {

    /** An answer: nothing is measured of it. */
    static final Pushed NOT = new Pushed(-1, () -> {});
}
