package io.fluxim.bench.check;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Kind;
import io.fluxim.audit.Mismatch;
import io.fluxim.lab.process.CannotRun;
import java.util.List;

/**
 * What came of comparing the stores of a platform with one another.
 *
 * @param of         what was played on it
 * @param seen       how much was compared
 * @param drifts     heads in Redis that are off; no promise rests on them
 * @param mismatches what does not fit, the first of it
 */
public record Audited(String of, Seen seen, long drifts, List<String> mismatches) {

    private static final int SHOWN = 20;

    /** How much was compared. */
    public record Seen(long conversations, long messages, long inboxes, long entries) {}

    public Audited {
        mismatches = List.copyOf(mismatches);
    }

    /** @throws CannotRun where something could not be looked at, which proves nothing */
    public static Audited of(String played, Findings findings) {
        if (findings.verdict() == Findings.Verdict.INCOMPLETE) {
            throw new CannotRun("the stores of " + played + " could not be compared: " + findings.unseen());
        }
        return new Audited(
                played,
                new Seen(findings.conversations(), findings.messages(), findings.inboxes(), findings.entries()),
                findings.count(Kind.Weight.DRIFT),
                mismatches(findings));
    }

    private static List<String> mismatches(Findings findings) {
        if (findings.verdict() == Findings.Verdict.CLEAN) {
            return List.of();
        }
        List<String> shown = findings.shown().stream()
                .filter(mismatch -> mismatch.kind().weight() == Kind.Weight.MISMATCH)
                .map(Mismatch::toString)
                .limit(SHOWN)
                .toList();
        return shown.isEmpty() ? List.of(findings.counts().toString()) : shown; // drifts may have taken all the room
    }

    public boolean holds() {
        return mismatches.isEmpty();
    }
}
