package io.fluxim.testkit.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a check came to.
 *
 * @param findings by rule, the first of each kept
 * @param found    how many breaches there are of each rule, those not kept included
 * @param checked  how many things were held against each rule
 */
public record Report(List<Finding> findings, Map<Rule, Long> found, Map<Rule, Long> checked) {

    public Report {
        findings = List.copyOf(findings);
        found = Map.copyOf(found);
        checked = Map.copyOf(checked);
    }

    /** Whether the promise held. */
    public boolean clean() {
        return findings.isEmpty();
    }

    /** The kept findings of one rule. */
    public List<Finding> of(Rule rule) {
        return findings.stream().filter(finding -> finding.rule() == rule).toList();
    }

    /** How many things were held against this rule. */
    public long checked(Rule rule) {
        return checked.getOrDefault(rule, 0L);
    }

    /** For people: a line for each rule, its findings below it. */
    @Override
    public String toString() {
        return Arrays.stream(Rule.values()).map(this::lines).collect(Collectors.joining("\n"));
    }

    private String lines(Rule rule) {
        long breaches = found.getOrDefault(rule, 0L);
        String line = "%-6s %-16s %,10d checked  %s"
                .formatted(breaches == 0 ? "ok" : "BROKEN", rule, checked(rule), rule.sentence());
        if (breaches == 0) {
            return line;
        }
        return line
                + of(rule).stream().map(finding -> "\n         " + finding).collect(Collectors.joining())
                + "\n         %,d in all".formatted(breaches);
    }
}
