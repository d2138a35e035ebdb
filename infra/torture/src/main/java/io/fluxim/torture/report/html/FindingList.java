package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.testkit.check.Finding;
import io.fluxim.testkit.check.Report;
import io.fluxim.testkit.check.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a check found, with its evidence, by rule. */
final class FindingList {

    private final Report check;

    FindingList(Report check) {
        this.check = check;
    }

    Markup render() {
        return Arrays.stream(Rule.values())
                .filter(rule -> !check.of(rule).isEmpty())
                .map(this::rule)
                .collect(Markup.together());
    }

    private Markup rule(Rule rule) {
        List<Finding> kept = check.of(rule);
        long found = check.found().getOrDefault(rule, (long) kept.size());
        return Markup.of(
                """
                <div class="finding">
                <h4><code>{}</code> {}</h4>
                <p>{} among {} checked{}:</p>
                <ul>
                {}
                </ul>
                </div>
                """,
                rule,
                rule.sentence(),
                Figures.count(found) + (found == 1 ? " breach" : " breaches"),
                Figures.count(check.checked(rule)),
                found > kept.size() ? ", the first " + kept.size() + " of them" : "",
                kept.stream().map(FindingList::one).collect(Markup.together()));
    }

    private static Markup one(Finding finding) {
        return Markup.of(
                "<li>{}{}{}{}</li>",
                finding.what(),
                evidence("users", finding.users()),
                evidence("messages", finding.messages()),
                evidence("positions", finding.positions()));
    }

    private static Markup evidence(String what, List<?> values) {
        return values.isEmpty()
                ? Markup.NOTHING
                : Markup.of(
                        " <span class=\"evidence\">{} <code>{}</code></span>",
                        what,
                        values.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
}
