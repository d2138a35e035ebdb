package io.fluxim.testkit.check;

import io.fluxim.protocol.MessageId;
import java.util.BitSet;
import java.util.Optional;

/** Every message that is anywhere, or has to be, has one row with the same content. */
final class HistoryRules {

    private final Run run;
    private final Truth truth;
    private final EntryRules entryRules;
    private final Findings findings;

    HistoryRules(Run run, Truth truth, EntryRules entryRules, Findings findings) {
        this.run = run;
        this.truth = truth;
        this.entryRules = entryRules;
        this.findings = findings;
    }

    void check() {
        BitSet archived = new BitSet();
        for (int i = 0; i < run.history().size(); i++) {
            Entries.One row = run.history().get(i);
            entryRules.check(row, EntryRules.Where.history());
            if (archived.get(row.message())) {
                add("a message has a second row in history", row.message());
            }
            archived.set(row.message());
        }
        for (int message = 0; message < run.messages().size(); message++) {
            if (belongs(message)) {
                findings.checked(Rule.ARCHIVED_ONCE, 1);
                if (!archived.get(message)) {
                    add("a message has no row in history", message);
                }
            }
        }
    }

    private boolean belongs(int message) {
        Optional<Place> place = truth.place(message);
        if (place.isPresent()) {
            return place.get().seq() > run.floor(place.get().conversation());
        }
        return truth.expected(message).map(Expected::duty).equals(Optional.of(Expected.Duty.MUST));
    }

    private void add(String what, int message) {
        MessageId id = run.messages().at(message);
        findings.add(Finding.of(Rule.ARCHIVED_ONCE, what, id));
    }
}
