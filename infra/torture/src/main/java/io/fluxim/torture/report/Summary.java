package io.fluxim.torture.report;

import io.fluxim.lab.report.Figures;
import io.fluxim.testkit.check.Report;
import io.fluxim.testkit.check.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The numbers over all cells that a reader asks for first. */
public final class Summary {

    private final TortureReport report;

    public Summary(TortureReport report) {
        this.report = report;
    }

    /** The run in one sentence. */
    public String sentence() {
        if (report.brokenOnPurpose().isPresent()) {
            return "Broken on purpose (" + report.brokenOnPurpose().get() + "): "
                    + (report.verdict() == Verdict.BROKEN ? "found out, " : "not found out, ")
                    + plain();
        }
        return plain().substring(0, 1).toUpperCase(Locale.ROOT) + plain().substring(1);
    }

    private String plain() {
        Verdict verdict = report.verdict();
        if (verdict == Verdict.HELD) {
            return verdict.sentence();
        }
        long concerned = verdicts().filter(verdict::equals).count();
        return concerned == 0
                ? "nothing was checked"
                : verdict.sentence() + " in " + concerned + " of "
                        + Figures.count(verdicts().count(), "cell");
    }

    private Stream<Verdict> verdicts() {
        return Stream.concat(
                report.cells().stream().map(CellResult::verdict),
                report.overload().stream().map(OverloadResult::verdict));
    }

    /** Names of the faults, in the order in which they ran. */
    public List<String> faults() {
        return report.cells().stream()
                .map(result -> result.cell().fault())
                .distinct()
                .toList();
    }

    /** In the order in which they ran. */
    public List<Long> seeds() {
        return report.cells().stream()
                .map(result -> result.cell().seed())
                .distinct()
                .toList();
    }

    /** What became of one fault, in the order in which it ran. */
    public List<CellResult> of(String fault) {
        return report.cells().stream()
                .filter(result -> result.cell().fault().equals(fault))
                .toList();
    }

    /** Cells, without the overload, in which every rule held. */
    public long held() {
        return report.cells().stream()
                .filter(result -> result.verdict() == Verdict.HELD)
                .count();
    }

    /** Messages held against the promise. */
    public long messages() {
        return checked(Rule.ARCHIVED_ONCE);
    }

    /** Messages of one check that were held against the promise: the history has to have each of them once. */
    public static long messages(Report check) {
        return check.checked(Rule.ARCHIVED_ONCE);
    }

    /** Things held against one rule. */
    public long checked(Rule rule) {
        return sum(check -> check.checked(rule));
    }

    /** Things held against some rule. */
    public long checked() {
        return sum(check ->
                check.checked().values().stream().mapToLong(Long::longValue).sum());
    }

    /** Breaches of one rule. */
    public long found(Rule rule) {
        return sum(check -> check.found().getOrDefault(rule, 0L));
    }

    private long sum(ToLongFunction<Report> of) {
        return Stream.concat(
                        report.cells().stream().map(CellResult::check),
                        report.overload().stream().map(OverloadResult::check))
                .mapToLong(of)
                .sum();
    }

    /** Of all cells. */
    public Counts counts() {
        return report.cells().stream().map(CellResult::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** The cell that took longest from heal to quiet. */
    public Optional<CellResult> slowest() {
        return slowest(report.cells());
    }

    private static Optional<CellResult> slowest(List<CellResult> results) {
        return results.stream()
                .filter(result -> result.course().recoveryMillis().isPresent())
                .max(Comparator.comparingLong(
                        result -> result.course().recoveryMillis().getAsLong()));
    }

    /** The longest recovery among these, in milliseconds. */
    public static OptionalLong longestRecovery(List<CellResult> results) {
        return results.stream()
                .map(result -> result.course().recoveryMillis())
                .flatMapToLong(OptionalLong::stream)
                .max();
    }

    /** The most accepted in a second, over all cells. */
    public long mostAcceptedPerSecond() {
        return most(Sample::accepted);
    }

    /** The most received in a second, over all cells. */
    public long mostReceivedPerSecond() {
        return most(Sample::received);
    }

    private long most(ToLongFunction<Sample> of) {
        return samples(of).max().orElse(0);
    }

    /** The mean of what was accepted in a second, outages included. */
    public double meanAcceptedPerSecond() {
        return samples(Sample::accepted).average().orElse(0);
    }

    /** The mean of what was received in a second, outages included. */
    public double meanReceivedPerSecond() {
        return samples(Sample::received).average().orElse(0);
    }

    private LongStream samples(ToLongFunction<Sample> of) {
        return report.cells().stream()
                .flatMap(result -> result.course().samples().stream())
                .mapToLong(of);
    }
}
