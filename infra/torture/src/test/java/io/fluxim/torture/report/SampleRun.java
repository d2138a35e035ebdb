package io.fluxim.torture.report;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.check.Finding;
import io.fluxim.testkit.check.Report;
import io.fluxim.testkit.check.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Runs as a report may have to tell them; the same every time. */
public final class SampleRun {

    /** What must never become markup, wherever it stands. */
    public static final String NASTY = "<script>alert(\"x\")</script> & 'y' \u0001";

    public static final MessageId LOST = new MessageId("00112233445566778899aabbccddeeff");

    private static final Map<String, String> FAULTS = new java.util.TreeMap<>(Map.ofEntries(
            Map.entry("access-killed", "One of the two access nodes gets signal 9 and is started again."),
            Map.entry("cleaner-killed", "The cleaner gets signal 9 in the middle of a sweep and is started again."),
            Map.entry("clock-jump", "The clock of one pipeline jumps forward by a day, then back."),
            Map.entry("kafka-killed", "The broker gets signal 9 and is started again."),
            Map.entry("mongodb-away", "The MongoDB stand-in is away for a minute."),
            Map.entry("network-cut", "The network between one access node and Kafka is cut, then slowed."),
            Map.entry("pipeline-killed-at-timeline-append", "A pipeline dies at timeline.append, after the insert."),
            Map.entry("rebalance-storm", "The pipelines join and leave their groups, again and again."),
            Map.entry("redis-flushed", "FLUSHALL in mid-flow: every head, mark and route is gone."),
            Map.entry("zombie-writer", "A pipeline is stopped past its session timeout, then goes on.")));

    private SampleRun() {}

    /** Every fault with three seeds, all held, with overload. */
    public static TortureReport held() {
        List<CellResult> cells = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            for (Map.Entry<String, String> fault : FAULTS.entrySet()) {
                cells.add(held(new Cell(fault.getKey(), fault.getValue(), seed), cells.size() * 42_000L));
            }
        }
        return run(cells, Optional.of(overload()));
    }

    /** The same with a broken, an invalid and a failed cell. */
    public static TortureReport mixed() {
        List<CellResult> cells = new ArrayList<>(held().cells());
        cells.set(3, broken());
        CellResult invalid = cells.get(14);
        cells.set(
                14,
                new CellResult(
                        invalid.cell(),
                        Verdict.INVALID,
                        new Course(
                                588_000,
                                31_000,
                                List.of(new Mark(9_000, "nothing to stop")),
                                List.of(),
                                OptionalLong.empty()),
                        Counts.NONE,
                        CellResult.NOTHING_CHECKED,
                        List.of("The fault did not take place: " + NASTY)));
        CellResult failed = cells.get(25);
        cells.set(
                25,
                new CellResult(
                        failed.cell(),
                        Verdict.INFRASTRUCTURE,
                        Course.none(1_050_000),
                        Counts.NONE,
                        CellResult.NOTHING_CHECKED,
                        List.of("pipeline-2 did not start within 60 s")));
        return run(cells, Optional.of(overload()));
    }

    public static TortureReport run(List<CellResult> cells, Optional<OverloadResult> overload) {
        return new TortureReport(
                Instant.parse("2026-11-25T20:30:00Z"),
                Duration.ofSeconds(1_412),
                new Setting(
                        "ab35e78",
                        "OpenJDK 25.0.1",
                        "2 cores, 8 GiB",
                        "./fluxim torture --full --seeds 3",
                        List.of(1L, 2L, 3L),
                        Map.of("access", 2)),
                cells,
                overload,
                Optional.empty());
    }

    public static CellResult held(Cell cell, long beganMillis) {
        Course course = course(new Random(cell.fault().hashCode() * 31L + cell.seed()), cell.fault(), beganMillis);
        return new CellResult(cell, Verdict.HELD, course, counts(), clean(), List.of());
    }

    /** Two rules broken, the evidence of one full of what must not become markup. */
    public static CellResult broken() {
        Report clean = clean();
        Map<Rule, Long> found = Map.of(Rule.DELIVERED, 37L, Rule.SAME_ORDER, 1L);
        List<Finding> findings = List.of(
                new Finding(
                        Rule.DELIVERED,
                        "accepted at seq 811 of g:7, not in the inbox of anna",
                        List.of(new UserId("anna")),
                        List.of(LOST),
                        List.of(1_204L)),
                new Finding(
                        Rule.DELIVERED,
                        "accepted at seq 812 of g:7, not in the inbox of anna",
                        List.of(new UserId("anna")),
                        List.of(LOST),
                        List.of()),
                new Finding(Rule.SAME_ORDER, "seq 9 twice " + NASTY, List.of(), List.of(), List.of(9L)));
        Cell cell = new Cell("kafka-killed", "The broker gets signal 9 and is started again.", 1);
        return new CellResult(
                cell,
                Verdict.BROKEN,
                course(new Random(4), cell.fault(), 126_000),
                counts(),
                new Report(findings, found, clean.checked()),
                List.of());
    }

    private static Course course(Random dice, String victim, long beganMillis) {
        long struck = 8_000 + dice.nextInt(4_000);
        long healed = struck + 3_000 + dice.nextInt(9_000);
        long recovery = 400 + dice.nextInt(14_000);
        List<Mark> marks = List.of(
                new Mark(2_000, "load"),
                new Mark(struck, victim + " strikes"),
                new Mark(struck + 300, "pipeline-1 killed at timeline.append, after"),
                new Mark(struck + 2_100, "pipeline-1 started"),
                new Mark(healed, Mark.HEALED),
                new Mark(healed + recovery, Mark.QUIET));
        List<Sample> samples = new ArrayList<>();
        for (int second = 1; second <= (healed + recovery) / 1_000 + 1; second++) {
            boolean away = second * 1_000L > struck && second * 1_000L < healed;
            long accepted = second * 1_000L > healed + recovery - 500 ? 0 : (away ? 40 : 380) + dice.nextInt(60);
            long received = away ? dice.nextInt(30) : accepted * 7 + dice.nextInt(400);
            samples.add(new Sample(second, accepted, received));
        }
        return new Course(beganMillis, healed + recovery + 2_000, marks, samples, OptionalLong.of(recovery));
    }

    private static Counts counts() {
        return new Counts(8_123, 12, 431, 618, 57_810, 8_111, 96, 1_204, 480);
    }

    /** A check of 8,111 messages that found nothing. */
    public static Report clean() {
        Map<Rule, Long> checked = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            checked.put(rule, rule == Rule.SAME_REPEAT ? 0L : 8_111L * (1 + rule.ordinal() % 7));
        }
        checked.put(Rule.ARCHIVED_ONCE, 8_111L);
        checked.put(Rule.CHECKED, 18L);
        return new Report(List.of(), Map.of(), checked);
    }

    public static OverloadResult overload() {
        long mebibyte = 1024 * 1024;
        return new OverloadResult(
                Verdict.HELD,
                new Load(2_400, 2_396, 71_880, 12, new Load.Latency(11.4, 96)),
                new Load(7_200, 2_912, 87_360, 128_640, new Load.Latency(48.2, 412.7)),
                List.of(
                        new Heap("access-1", 141 * mebibyte, 149 * mebibyte, 384 * mebibyte),
                        new Heap("access-2", 139 * mebibyte, 152 * mebibyte, 384 * mebibyte),
                        new Heap("pipeline-1", 188 * mebibyte, 203 * mebibyte, 512 * mebibyte),
                        new Heap("pipeline-2", 190 * mebibyte, 196 * mebibyte, 512 * mebibyte),
                        new Heap("sink", 92 * mebibyte, 95 * mebibyte, 256 * mebibyte)),
                clean(),
                List.of());
    }

    public static OverloadResult overloadBrokenOff() {
        Load none = new Load(0, 0, 0, 0, new Load.Latency(0, 0));
        return new OverloadResult(
                Verdict.INFRASTRUCTURE,
                none,
                none,
                List.of(),
                CellResult.NOTHING_CHECKED,
                List.of("mongodb does not run"));
    }
}
