package io.fluxim.torture.report;

/**
 * Something that happened in a cell.
 *
 * @param atMillis from the start of the cell, in milliseconds
 * @param text     a few words: {@code pipeline-1 killed}, {@code healed}, {@code quiet}
 */
public record Mark(long atMillis, String text) {}
