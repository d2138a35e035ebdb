package io.fluxim.testkit.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what the rules find: a bounded number of each, and counts of all. */
final class Findings {

    /** Findings kept of one rule: enough to see the pattern, and memory stays bounded when everything is wrong. */
    static final int KEPT = 20;

    private final Map<Rule, Long> checked = new EnumMap<>(Rule.class);
    private final Map<Rule, Long> found = new EnumMap<>(Rule.class);
    private final Map<Rule, List<Finding>> kept = new EnumMap<>(Rule.class);

    /** This number of further things was held against this rule. */
    void checked(Rule rule, long count) {
        checked.merge(rule, count, Long::sum);
    }

    void add(Finding finding) {
        found.merge(finding.rule(), 1L, Long::sum);
        List<Finding> same = kept.computeIfAbsent(finding.rule(), rule -> new ArrayList<>());
        if (same.size() < KEPT) {
            same.add(finding);
        }
    }

    long checked(Rule rule) {
        return checked.getOrDefault(rule, 0L);
    }

    Report report() {
        return new Report(kept.values().stream().flatMap(List::stream).toList(), found, checked);
    }
}
