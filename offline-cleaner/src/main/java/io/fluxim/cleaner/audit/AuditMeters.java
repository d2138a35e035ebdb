package io.fluxim.cleaner.audit;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the rounds of the auditor measure. All are there from the start, at zero. */
final class AuditMeters {

    /** Counter, tag subject (partitions, conversations, inboxes): what was looked at. */
    static final String CHECKED = "im.audit.checked";

    /**
     * Counter, tag kind: what does not fit, as docs/audit.md tells. The same thing counts again in each walk through all, and
     * what is wrong with a reader in each round.
     */
    static final String MISMATCHES = "im.audit.mismatches";

    /** Counter, tag outcome (complete, incomplete, failed): how rounds ended. Incomplete: something could not be looked at. */
    static final String ROUNDS = "im.audit.rounds";

    private final MeterRegistry registry;
    private final Counter partitions;
    private final Counter conversations;
    private final Counter inboxes;

    AuditMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Kind kind : Kind.values()) {
            mismatches(kind);
        }
        this.partitions = registry.counter(CHECKED, "subject", "partitions");
        this.conversations = registry.counter(CHECKED, "subject", "conversations");
        this.inboxes = registry.counter(CHECKED, "subject", "inboxes");
        for (String outcome : new String[] {"complete", "incomplete", "failed"}) {
            rounds(outcome);
        }
    }

    void ended(Findings round) {
        round.counts().forEach((kind, count) -> mismatches(kind).increment(count));
        partitions.increment(round.partitions());
        conversations.increment(round.conversations());
        inboxes.increment(round.inboxes());
        rounds(round.unseen().isEmpty() ? "complete" : "incomplete").increment();
    }

    void failed() {
        rounds("failed").increment();
    }

    private Counter mismatches(Kind kind) {
        return registry.counter(MISMATCHES, "kind", kind.word());
    }

    private Counter rounds(String outcome) {
        return registry.counter(ROUNDS, "outcome", outcome);
    }
}
