package io.fluxim.torture.report;

/**
 * Something that happened in a cell.
 *
 * @param atMillis from the start of the cell, in milliseconds
 * @param text     a few words: {@code pipeline-1 killed}, {@link #HEALED}, {@link #QUIET}
 */
public record Mark(long atMillis, String text) {

    /** The fault is over: from here recovery is counted. */
    public static final String HEALED = "healed";

    /** Nothing is left to do, and every client has what its inbox holds: here recovery ends. */
    public static final String QUIET = "quiet";
}
