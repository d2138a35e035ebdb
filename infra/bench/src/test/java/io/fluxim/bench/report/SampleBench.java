package io.fluxim.bench.report;

import io.fluxim.bench.check.Audited;
import io.fluxim.bench.check.Breach;
import io.fluxim.bench.check.Counts;
import io.fluxim.bench.check.Verdict;
import io.fluxim.bench.load.Latencies.Percentiles;
import io.fluxim.testkit.check.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run that was never run. */
final class SampleBench {

    static final Verdict HELD = new Verdict(new Counts(600, 600, 0, 600, 600, 3), 600, 0, List.of());
    static final Verdict BROKEN = new Verdict(
            new Counts(600, 600, 0, 600, 599, 3),
            599,
            1,
            List.of(new Breach(Rule.DELIVERED, "message 7 <script> came to nobody")));

    private SampleBench() {}

    static final Audited AGREE = new Audited("direct", new Audited.Seen(50, 600, 100, 1_200), 0, List.of());
    static final Audited DIFFER =
            new Audited("direct", new Audited.Seen(50, 600, 100, 1_200), 0, List.of("SEQ_HOLE <in> d:a:b"));

    static BenchReport report(Verdict check) {
        return report(check, AGREE);
    }

    static BenchReport report(Verdict check, Audited audited) {
        StepResult slow = step(2_000, StepResult.Outcome.SLOW, 700);
        StepResult best = step(1_000, StepResult.Outcome.SUSTAINED, 24);
        ScenarioResult direct = new ScenarioResult(
                new ScenarioResult.Title("direct", "100 connections in pairs"),
                List.of(slow, best),
                Optional.of(best),
                List.of(
                        Figure.of("messages", "/s", 1_000).atLeast(8_000),
                        Figure.of("CPU a message", "µs", 150).atMost(200),
                        Figure.of("connections", "", 100)),
                check);
        return new BenchReport(
                new BenchReport.Setting(
                        "./fluxim bench direct",
                        Instant.parse("2026-11-26T14:00:00Z"),
                        Duration.ofSeconds(61),
                        "2 cores, 23 GiB",
                        "JVM 25",
                        "as ./fluxim up starts it"),
                List.of(direct),
                List.of(audited));
    }

    private static StepResult step(double rate, StepResult.Outcome outcome, double p99) {
        return new StepResult(
                new StepResult.Load(rate, 1, 20, 0.2),
                outcome,
                new Percentiles(600, 5, p99, p99 + 10, p99 + 20),
                new Effort(
                        new Cpu(
                                Map.of("fluxim", 90.0, "mariadb", 60.0),
                                Map.of(Cpu.STAND_IN, 25.0, "parallel", 40.0, "server", 0.2),
                                40),
                        new Batches(20, 40, 30),
                        17.2,
                        300 << 20),
                List.of("all arrived after 12 ms"));
    }
}
