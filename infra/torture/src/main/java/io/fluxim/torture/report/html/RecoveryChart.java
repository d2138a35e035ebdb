package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.lab.report.Scale;
import io.fluxim.torture.report.CellResult;
import io.fluxim.torture.report.Summary;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Recovery time per fault, slowest first: a dot for each seed on a bar from the quickest to the slowest. */
final class RecoveryChart {

    private static final int TICKS = 5;
    private static final double MILLIS = 1_000;

    private final Summary summary;
    private final Scale seconds;

    RecoveryChart(Summary summary) {
        this.summary = summary;
        long most = summary.slowest()
                .map(result -> result.course().recoveryMillis().orElse(0))
                .orElse(0L);
        this.seconds = Scale.upTo((long) Math.ceil(most / MILLIS), TICKS);
    }

    Markup render() {
        List<String> recovered = summary.faults().stream()
                .filter(fault -> longest(fault).isPresent())
                .sorted(Comparator.comparingLong(
                                (String fault) -> longest(fault).orElse(0))
                        .reversed())
                .toList();
        if (recovered.isEmpty()) {
            return Markup.NOTHING;
        }
        return Markup.of(
                """
                <section>
                <h2 id="recovery">Recovery time</h2>
                <p>Seconds from the fault healed to all quiet; a dot for each seed, slowest fault first.</p>
                <div class="recovery">
                <div class="row axis" aria-hidden="true"><span></span><div class="track">{}</div><span></span></div>
                {}
                </div>
                </section>
                """,
                seconds.ticks().stream()
                        .map(tick -> Markup.of("<i style=\"left:{}\">{}</i>", seconds.place(tick), tick))
                        .collect(Markup.together()),
                recovered.stream().map(this::row).collect(Markup.together()));
    }

    private OptionalLong longest(String fault) {
        return Summary.longestRecovery(summary.of(fault));
    }

    private Markup row(String fault) {
        List<CellResult> results = summary.of(fault);
        long shortest = times(results).min().orElse(0);
        long longest = times(results).max().orElse(0);
        return Markup.of(
                "<div class=\"row\"><span class=\"name\">{}</span><div class=\"track\" aria-hidden=\"true\">{}"
                        + "<b style=\"left:{};right:{}\"></b>{}</div><span class=\"time\">{}</span></div>",
                fault,
                seconds.ticks().stream()
                        .map(tick -> Markup.of("<u style=\"left:{}\"></u>", seconds.place(tick)))
                        .collect(Markup.together()),
                seconds.place(shortest / MILLIS),
                seconds.place(seconds.top() - longest / MILLIS),
                results.stream()
                        .filter(result -> result.course().recoveryMillis().isPresent())
                        .map(this::dot)
                        .collect(Markup.together()),
                Figures.time(longest));
    }

    private static LongStream times(List<CellResult> results) {
        return results.stream().flatMapToLong(result -> result.course().recoveryMillis().stream());
    }

    private Markup dot(CellResult result) {
        return Markup.of(
                "<a class=\"dot {}\" tabindex=\"-1\" style=\"left:{}\" href=\"#{}\" title=\"seed {}: {}\"></a>",
                Verdicts.style(result.verdict()),
                seconds.place(result.course().recoveryMillis().orElse(0) / MILLIS),
                Verdicts.anchor(result.cell()),
                result.cell().seed(),
                Figures.time(result.course().recoveryMillis()));
    }
}
