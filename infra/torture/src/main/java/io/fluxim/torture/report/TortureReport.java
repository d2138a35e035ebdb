package io.fluxim.torture.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that one run of {@code ./fluxim torture} saw.
 *
 * @param began           when the run began
 * @param took            from then to the last verdict
 * @param cells           in the order in which they ran
 * @param overload        empty where the run had no overload
 * @param brokenOnPurpose which defect was built in by {@code --break}; empty for the product as it is
 */
public record TortureReport(
        Instant began,
        Duration took,
        Setting setting,
        List<CellResult> cells,
        Optional<OverloadResult> overload,
        Optional<String> brokenOnPurpose) {

    public TortureReport {
        cells = List.copyOf(cells);
    }

    /** The verdict on the run, see {@link Verdict#worst}. */
    public Verdict verdict() {
        return Verdict.worst(Stream.concat(
                        cells.stream().map(CellResult::verdict),
                        overload.stream().map(OverloadResult::verdict))
                .toList());
    }
}
