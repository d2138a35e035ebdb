package io.fluxim.bench.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a run came to. */
public record BenchReport(Setting setting, List<ScenarioResult> scenarios) {

    public BenchReport {
        scenarios = List.copyOf(scenarios);
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

    /** Whether every message was complete, once and in order, everywhere where it was due. */
    public boolean holds() {
        return scenarios.stream().allMatch(scenario -> scenario.check().holds());
    }

    /** 0 where the promise held, whatever the figures are; 1 where it was broken. */
    public int exitCode() {
        return holds() ? 0 : 1;
    }
}
