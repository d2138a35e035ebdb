package io.fluxim.bench.report;

import io.fluxim.bench.check.Audited;
import io.fluxim.bench.check.Counts;
import io.fluxim.bench.check.Verdict;
import io.fluxim.lab.report.Figures;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sentences and figures that all reports have in common. */
final class Wording {

    /** Of all CPU; kinds of threads that took less are not told. */
    private static final double LEAST_SHARE = 0.02;

    private Wording() {}

    static String best(ScenarioResult result) {
        return result.best()
                .map(best -> "%s, that is %s; p50 %s, p99 %s, p99.9 %s"
                        .formatted(
                                Figures.rate(best.load().perSecond()) + " messages",
                                Figures.rate(best.load().deliveriesPerSecond()) + " deliveries to others",
                                Figures.latency(best.latency().p50()),
                                Figures.latency(best.latency().p99()),
                                Figures.latency(best.latency().p999())))
                .orElse(result.steps().isEmpty() ? "" : "no rate was sustained");
    }

    static String figure(Figure figure) {
        String reached = figure.what() + " " + with(figure.reached(), figure.unit());
        return figure.bound()
                .map(bound -> "%s, %s %s wanted: %s"
                        .formatted(
                                reached,
                                bound.sense().sign(),
                                with(bound.value(), figure.unit()),
                                figure.verdict().map(Figure.Verdict::word).orElse("")))
                .orElse(reached);
    }

    private static String with(double value, String unit) {
        return unit.isEmpty() ? number(value) : number(value) + " " + unit;
    }

    static String number(double value) {
        if (Math.abs(value) < 10 && value != Math.rint(value)) {
            return String.format(Locale.ROOT, "%.2f", value);
        }
        return value < 100 ? String.format(Locale.ROOT, "%.1f", value) : String.format(Locale.ROOT, "%,.0f", value);
    }

    /** How much was checked, and what came of it. */
    static String check(Verdict check) {
        Counts counts = check.counts();
        String sum = "%s checked, %s to others, %s of history, %s"
                .formatted(
                        Figures.count(counts.sent(), "message"),
                        Figures.count(counts.delivered()) + " deliveries",
                        Figures.count(check.archived(), "row"),
                        Figures.count(counts.refused()) + " refused");
        return check.holds()
                ? sum + ": complete, once, in order"
                : sum + ": " + Figures.count(check.found()) + " breaches of the promise";
    }

    /** What a platform's stores hold, compared with one another. */
    static String audited(Audited audited) {
        Audited.Seen seen = audited.seen();
        String sum = "%s: stores compared over %s of %s and %s of %s, %s of Redis"
                .formatted(
                        audited.of(),
                        Figures.count(seen.messages(), "message"),
                        Figures.count(seen.conversations(), "conversation"),
                        Figures.count(seen.entries()) + " entries",
                        Figures.count(seen.inboxes()) + " inboxes",
                        Figures.count(audited.drifts(), "drift"));
        return audited.holds() ? sum + ": they agree" : sum + ": they do not agree";
    }

    /** The threads of the JVMs that took most. */
    static String threads(Cpu cpu) {
        return cpu.threads().entrySet().stream()
                .filter(kind -> kind.getValue() >= LEAST_SHARE * cpu.sum())
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(kind -> kind.getKey() + " " + number(kind.getValue()) + " µs")
                .collect(Collectors.joining(", ", "by threads: ", ""));
    }

    static String besides(Effort effort) {
        return "%s context switches a message, %s resident"
                .formatted(number(effort.switches()), Figures.bytes(effort.residentBytes()));
    }

    /** What is handled together, as far as it is known. */
    static String batches(Batches batches) {
        String known = Stream.of(
                        together(batches.messages(), "messages"),
                        together(batches.entries(), "entries"),
                        together(batches.rows(), "rows"))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "" : "batches of " + known;
    }

    private static String together(double count, String what) {
        return count > 0 ? number(count) + " " + what : "";
    }
}
