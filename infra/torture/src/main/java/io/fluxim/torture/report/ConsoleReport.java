package io.fluxim.torture.report;

import io.fluxim.lab.report.Figures;
import io.fluxim.testkit.check.Report;
import io.fluxim.testkit.check.Rule;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person sees of a run in a terminal: a line as each cell ends, at the end a table that fits on a screen. */
public final class ConsoleReport {

    /** Lines of the table at the end: a terminal shows them at once. */
    static final int TABLE_LINES = 40;

    /** Findings shown of one rule in one cell; the page has the rest. */
    static final int FINDINGS = 3;

    /** Cells whose findings are shown; the page has the rest. */
    static final int BROKEN_CELLS = 5;

    private static final int AROUND_ROWS = 6;
    private static final int SIGN_AND_TIME = 13;

    private final PrintStream out;
    private final Ink ink;

    /** Whether control sequences are written. */
    private enum Ink {
        PLAIN,
        COLOURED
    }

    private ConsoleReport(PrintStream out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    /** For files, pipes and for those who set {@code NO_COLOR}. */
    public static ConsoleReport plain(PrintStream out) {
        return new ConsoleReport(out, Ink.PLAIN);
    }

    public static ConsoleReport coloured(PrintStream out) {
        return new ConsoleReport(out, Ink.COLOURED);
    }

    /** A cell has its verdict. */
    public void ended(CellResult result) {
        out.printf(
                Locale.ROOT,
                "%s %-36s seed %-6d recovery %-10s %s checked%n",
                sign(result.verdict()),
                shown(result.cell().fault()),
                result.cell().seed(),
                Figures.time(result.course().recoveryMillis()),
                Figures.count(Summary.messages(result.check()), "message"));
        explain(result.verdict(), result.check(), result.notes());
    }

    /** The overload has its verdict. */
    public void ended(OverloadResult result) {
        out.printf(
                Locale.ROOT,
                "%s %-36s %s%n",
                sign(result.verdict()),
                "overload",
                result.verdict() == Verdict.INFRASTRUCTURE
                        ? "broke off"
                        : "sustained %s, offered %s: accepted %s, %s refused for a while"
                                .formatted(
                                        Figures.rate(result.usual().acceptedPerSecond()),
                                        Figures.rate(result.overload().offeredPerSecond()),
                                        Figures.rate(result.overload().acceptedPerSecond()),
                                        Figures.count(result.overload().refusedTemporary())));
        explain(result.verdict(), result.check(), result.notes());
    }

    /** The run is over: the table, what was broken, the verdict. */
    public void ended(TortureReport report) {
        Summary summary = new Summary(report);
        if (!report.cells().isEmpty()) {
            table(report, summary).forEach(out::println);
        }
        out.printf(
                Locale.ROOT,
                "%s in %s checks, took %s%n",
                Figures.count(summary.messages(), "message"),
                Figures.count(summary.checked()),
                Figures.time(report.took()));
        List<CellResult> broken = report.cells().stream()
                .filter(result -> result.verdict() == Verdict.BROKEN)
                .toList();
        broken.stream().limit(BROKEN_CELLS).forEach(result -> {
            out.printf(
                    Locale.ROOT,
                    "%n%s %s, seed %d%n",
                    sign(Verdict.BROKEN),
                    shown(result.cell().fault()),
                    result.cell().seed());
            explain(result.verdict(), result.check(), result.notes());
        });
        if (broken.size() > BROKEN_CELLS) {
            out.println("… and " + (broken.size() - BROKEN_CELLS) + " broken cells more");
        }
        out.printf(
                Locale.ROOT, "%n%s %s%n", sign(report.verdict()), inked(report.verdict(), shown(summary.sentence())));
    }

    private List<String> table(TortureReport report, Summary summary) {
        List<String> faults = summary.faults();
        Set<String> shown = shown(summary, faults);
        int width = faults.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(padded("", width)
                + summary.seeds().stream()
                        .map(seed -> "  " + padded("seed " + seed, SIGN_AND_TIME))
                        .collect(Collectors.joining()));
        faults.stream().filter(shown::contains).forEach(fault -> lines.add(row(summary, fault, width)));
        if (shown.size() < faults.size()) {
            List<CellResult> rest = report.cells().stream()
                    .filter(result -> !shown.contains(result.cell().fault()))
                    .toList();
            lines.add("… and %s more: %s, recovery at most %s"
                    .formatted(
                            Figures.count(faults.size() - shown.size(), "fault"),
                            Verdict.worst(rest.stream().map(CellResult::verdict).toList())
                                    .sentence(),
                            Figures.time(Summary.longestRecovery(rest))));
        }
        lines.add("");
        lines.add("%s with %s, longest recovery %s"
                .formatted(
                        Figures.count(faults.size(), "fault"),
                        Figures.count(summary.seeds().size(), "seed"),
                        Figures.time(Summary.longestRecovery(report.cells()))));
        return lines;
    }

    /** All where they fit; else those that did not hold, then the slowest. */
    private static Set<String> shown(Summary summary, List<String> faults) {
        Comparator<String> worstFirst = Comparator.comparing((String fault) -> Verdict.worst(
                        summary.of(fault).stream().map(CellResult::verdict).toList()))
                .thenComparing(
                        fault -> Summary.longestRecovery(summary.of(fault)).orElse(Long.MAX_VALUE))
                .reversed();
        return faults.stream()
                .sorted(worstFirst)
                .limit(TABLE_LINES - AROUND_ROWS)
                .collect(Collectors.toSet());
    }

    private String row(Summary summary, String fault, int width) {
        List<CellResult> results = summary.of(fault);
        return padded(shown(fault), width)
                + summary.seeds().stream()
                        .map(seed -> "  "
                                + results.stream()
                                        .filter(result -> result.cell().seed() == seed)
                                        .findFirst()
                                        .map(this::signAndTime)
                                        .orElse(padded("", SIGN_AND_TIME)))
                        .collect(Collectors.joining());
    }

    private String signAndTime(CellResult result) {
        return sign(result.verdict()) + " "
                + padded(Figures.time(result.course().recoveryMillis()), SIGN_AND_TIME - 2);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private void explain(Verdict verdict, Report check, List<String> notes) {
        notes.forEach(note -> out.println("    " + inked(verdict, shown(note))));
        Arrays.stream(Rule.values())
                .filter(rule -> !check.of(rule).isEmpty())
                .forEach(rule -> explain(verdict, check, rule));
    }

    private void explain(Verdict verdict, Report check, Rule rule) {
        out.println("    " + inked(verdict, rule.name()) + " " + rule.sentence());
        check.of(rule).stream().limit(FINDINGS).forEach(finding -> out.println("      " + shown(finding.what())));
        long more = check.found().getOrDefault(rule, 0L) - FINDINGS;
        if (more > 0) {
            out.println("      … and " + Figures.count(more) + " more");
        }
    }

    /** A terminal obeys control characters, and data may hold them. */
    private static String shown(String data) {
        return data.replaceAll("\\p{Cntrl}", "·");
    }

    private String sign(Verdict verdict) {
        return inked(verdict, String.valueOf(verdict.sign()));
    }

    private String inked(Verdict verdict, String text) {
        String code = switch (verdict) {
            case HELD -> "32";
            case BROKEN -> "31";
            case INVALID, INFRASTRUCTURE -> "33";
        };
        return ink == Ink.COLOURED ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
