package io.fluxim.bench.report;

import io.fluxim.bench.check.Audited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param ceilings of the stores, for what scenarios ask of them
 * @param audits   of the platforms
 */
public record BenchReport(
        Setting setting, List<ScenarioResult> scenarios, List<Ceiling> ceilings, List<Audited> audits) {

    public BenchReport {
        scenarios = List.copyOf(scenarios);
        ceilings = List.copyOf(ceilings);
        audits = List.copyOf(audits);
    }

    /**
     * What is told about a run so that its figures can be read.
     *
     * @param machine cores and memory
     * @param jdk     of all processes
     * @param heaps   most heap of each JVM, in megabytes
     */
    public record Setting(
            String command, Instant began, Duration took, String machine, String jdk, Map<String, Integer> heaps) {}

    /** Whether every message was complete, once and in order, everywhere where it was due, and the stores agree. */
    public boolean holds() {
        return scenarios.stream().allMatch(scenario -> scenario.check().holds())
                && audits.stream().allMatch(Audited::holds);
    }

    /** 0 where the promise held, whatever the figures are; 1 where it was broken. */
    public int exitCode() {
        return holds() ? 0 : 1;
    }
}
