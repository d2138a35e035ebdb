package io.fluxim.bench.report;

import io.fluxim.bench.check.Audited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run came to.
 *
 * @param audits of the platforms
 */
public record BenchReport(Setting setting, List<ScenarioResult> scenarios, List<Audited> audits) {

    public BenchReport {
        scenarios = List.copyOf(scenarios);
        audits = List.copyOf(audits);
    }

    /**
     * What is told about a run so that its figures can be read.
     *
     * @param machine cores and memory
     * @param jdk     of all processes
     * @param platform how it was started
     */
    public record Setting(String command, Instant began, Duration took, String machine, String jdk, String platform) {}

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
