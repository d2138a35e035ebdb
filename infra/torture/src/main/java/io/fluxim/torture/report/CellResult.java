package io.fluxim.torture.report;

import io.fluxim.testkit.check.Report;
import java.util.List;

/**
 * What became of one fault with one seed.
 *
 * @param check what was held against the promise; {@link #NOTHING_CHECKED} where it did not come to that
 * @param notes for the reader, a sentence each: why evidence is invalid, what did not start
 */
public record CellResult(Cell cell, Verdict verdict, Course course, Counts counts, Report check, List<String> notes) {

    /** A check that never took place. */
    public static final Report NOTHING_CHECKED = Verdict.NOTHING_CHECKED;

    /** @throws IllegalArgumentException for a verdict that the check contradicts */
    public CellResult {
        Verdict.requireFounded(verdict, check, cell.fault() + " with seed " + cell.seed());
        notes = List.copyOf(notes);
    }
}
