package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.testkit.check.Rule;
import io.fluxim.torture.report.CellResult;
import io.fluxim.torture.report.Counts;
import io.fluxim.torture.report.Mark;
import io.fluxim.torture.report.Summary;
import java.util.Arrays;

/** One cell: what was done, what happened when, what was counted, what was checked. */
final class CellSection {

    private final CellResult result;

    CellSection(CellResult result) {
        this.result = result;
    }

    Markup render() {
        return Markup.of(
                """
                <article id="{}" class="card">
                <h3>{} <span class="name">{}</span> <span class="seed">seed {}</span></h3>
                <p>{}</p>
                <p class="times">Recovery <b>{}</b> · {} checked · began {} into the run, took {}</p>
                {}
                {}
                {}
                {}
                {}
                {}
                <p class="up"><a href="#matrix">All cells</a></p>
                </article>
                """,
                Verdicts.anchor(result.cell()),
                Verdicts.badge(result.verdict()),
                result.cell().fault(),
                result.cell().seed(),
                result.cell().what(),
                Figures.time(result.course().recoveryMillis()),
                Figures.count(Summary.messages(result.check()), "message"),
                Figures.time(result.course().beganMillis()),
                Figures.time(result.course().tookMillis()),
                notes(),
                new FindingList(result.check()).render(),
                new ThroughputChart(result.course()).render(),
                marks(),
                counts(),
                rules());
    }

    private Markup notes() {
        return result.notes().isEmpty()
                ? Markup.NOTHING
                : Markup.of(
                        "<ul class=\"notes\">{}</ul>",
                        result.notes().stream()
                                .map(note -> Markup.of("<li>{}</li>", note))
                                .collect(Markup.together()));
    }

    private Markup marks() {
        return result.course().marks().isEmpty()
                ? Markup.NOTHING
                : Markup.of(
                        "<ol class=\"marks\">{}</ol>",
                        result.course().marks().stream().map(CellSection::mark).collect(Markup.together()));
    }

    private static Markup mark(Mark mark) {
        return Markup.of("<li><span class=\"time\">{}</span> {}</li>", Figures.time(mark.atMillis()), mark.text());
    }

    private Markup counts() {
        Counts counts = result.counts();
        if (counts.equals(Counts.NONE)) {
            return Markup.NOTHING;
        }
        return Markup.of(
                "<dl class=\"counts\">{}{}{}{}{}{}{}{}{}</dl>",
                count("accepted", counts.accepted()),
                count("rejected", counts.rejected()),
                count("refused", counts.refused()),
                count("sent again", counts.retried()),
                count("inbox entries", counts.delivered()),
                count("history rows", counts.archived()),
                count("reconnects", counts.reconnects()),
                count("repeats at devices", counts.repeats()),
                count("syncs checked", counts.syncs()));
    }

    private static Markup count(String what, long number) {
        return Markup.of("<div><dt>{}</dt><dd>{}</dd></div>", what, Figures.count(number));
    }

    private Markup rules() {
        return result.check().checked().isEmpty()
                ? Markup.NOTHING
                : Markup.of(
                        "<details><summary>{} things held against the rules</summary><dl class=\"counts"
                                + " of-rules\">{}</dl></details>",
                        Figures.count(result.check().checked().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()),
                        Arrays.stream(Rule.values()).map(this::rule).collect(Markup.together()));
    }

    private Markup rule(Rule rule) {
        boolean broken = result.check().found().getOrDefault(rule, 0L) > 0;
        return Markup.of(
                "<div title=\"{}\"><dt><code>{}</code></dt><dd>{}{}</dd></div>",
                rule.sentence(),
                rule,
                broken ? "✖ " : "",
                Figures.count(result.check().checked(rule)));
    }
}
