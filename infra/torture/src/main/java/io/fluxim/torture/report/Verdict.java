package io.fluxim.torture.report;

import io.fluxim.testkit.check.Report;
import io.fluxim.testkit.check.Rule;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What a cell, or a run, proves. In the order of weight: the last one that occurs decides on the run. */
public enum Verdict {
    /** The fault took place, and every rule held. */
    HELD("held", '✔', "every rule held"),
    /** Nothing is proved: the fault did not take place, nothing was checked, the harness itself went wrong. */
    INVALID("invalid", '?', "the evidence is invalid"),
    /** Nothing is proved: what the run stands on failed, a process did not start. Often the cause of invalid evidence. */
    INFRASTRUCTURE("infrastructure", '!', "the infrastructure failed"),
    /** A rule was broken: the product failed, whatever else went wrong. */
    BROKEN("broken", '✖', "a rule was broken");

    static final Report NOTHING_CHECKED = new Report(List.of(), Map.of(), Map.of());

    private final String word;
    private final char sign;
    private final String sentence;

    Verdict(String word, char sign, String sentence) {
        this.word = word;
        this.sign = sign;
        this.sentence = sentence;
    }

    /** For a table. */
    public String word() {
        return word;
    }

    /** Tells the verdict without colour. */
    public char sign() {
        return sign;
    }

    public String sentence() {
        return sentence;
    }

    /**
     * What a check that took place proves: {@link #BROKEN} where it found a breach, {@link #INVALID} where all that it found is
     * that some rule had nothing to check.
     */
    public static Verdict of(Report check) {
        if (check.findings().stream().anyMatch(finding -> finding.rule() != Rule.CHECKED)) {
            return BROKEN;
        }
        return check.clean() && !check.checked().isEmpty() ? HELD : INVALID;
    }

    /** The weightiest; {@link #INVALID} where there is none, since nothing was checked. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream().max(Comparator.naturalOrder()).orElse(INVALID);
    }

    /** @throws IllegalArgumentException where {@code verdict} says that rules held, and the check does not */
    static void requireFounded(Verdict verdict, Report check, String of) {
        Verdict proved = of(check);
        if (proved == BROKEN && verdict != BROKEN || verdict == HELD && proved != HELD) {
            throw new IllegalArgumentException(of + " cannot be " + verdict + ": its check has "
                    + check.findings().size() + " findings and "
                    + check.checked().size() + " rules checked, which is " + proved);
        }
    }
}
