package io.fluxim.torture.report;

import io.fluxim.testkit.check.Report;
import java.util.List;

/**
 * What became of three times the rate that the same run sustained.
 *
 * @param usual    at the rate sustained
 * @param overload at three times that rate
 * @param heaps    of the applications under both loads
 * @param check    of everything accepted under both loads
 * @param notes    for the reader, a sentence each: why the verdict is not that of the check
 */
public record OverloadResult(
        Verdict verdict, Load usual, Load overload, List<Heap> heaps, Report check, List<String> notes) {

    /** @throws IllegalArgumentException for a verdict that the check contradicts */
    public OverloadResult {
        Verdict.requireFounded(verdict, check, "overload");
        heaps = List.copyOf(heaps);
        notes = List.copyOf(notes);
    }
}
