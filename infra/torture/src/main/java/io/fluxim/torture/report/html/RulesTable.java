package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.testkit.check.Rule;
import io.fluxim.torture.report.Summary;
import io.fluxim.torture.report.Verdict;
import java.util.Arrays;

/** Every rule in a sentence, and how many things were held against it in the whole run. */
final class RulesTable {

    private final Summary summary;

    RulesTable(Summary summary) {
        this.summary = summary;
    }

    Markup render() {
        return Markup.of(
                """
                <section>
                <h2 id="rules">What was checked</h2>
                <p>{} things were held against {} rules, over all cells.</p>
                <div class="wide"><table class="rules">
                <thead><tr><th scope="col">Rule</th><th scope="col" class="number">Checked</th><th scope="col">Outcome</th></tr></thead>
                <tbody>
                {}
                </tbody>
                </table></div>
                </section>
                """,
                Figures.count(summary.checked()),
                Rule.values().length,
                Arrays.stream(Rule.values()).map(this::row).collect(Markup.together()));
    }

    private Markup row(Rule rule) {
        return Markup.of(
                "<tr><th scope=\"row\"><code>{}</code><small>{}</small></th><td"
                        + " class=\"number\">{}</td><td>{}</td></tr>",
                rule,
                rule.sentence(),
                Figures.count(summary.checked(rule)),
                outcome(rule));
    }

    private Markup outcome(Rule rule) {
        long found = summary.found(rule);
        if (found > 0) {
            Verdict verdict = rule == Rule.CHECKED ? Verdict.INVALID : Verdict.BROKEN;
            return Markup.of("{} {}", Verdicts.badge(verdict), Figures.count(found, "time"));
        }
        return summary.checked(rule) == 0 ? Markup.of("{}", "not met in this run") : Verdicts.badge(Verdict.HELD);
    }
}
