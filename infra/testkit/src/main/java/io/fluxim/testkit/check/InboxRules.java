package io.fluxim.testkit.check;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What holds within each stored inbox. */
final class InboxRules {

    private final Run run;
    private final Truth truth;
    private final EntryRules entryRules;
    private final Findings findings;
    private final Map<UserId, BitSet> delivered = new HashMap<>();

    InboxRules(Run run, Truth truth, EntryRules entryRules, Findings findings) {
        this.run = run;
        this.truth = truth;
        this.entryRules = entryRules;
        this.findings = findings;
    }

    void check() {
        run.inboxes().forEach(this::check);
    }

    /** Which messages each inbox holds, by their numbers. */
    Map<UserId, BitSet> delivered() {
        return delivered;
    }

    private void check(UserId user, Run.Stored inbox) {
        BitSet messages = delivered.computeIfAbsent(user, key -> new BitSet());
        Map<Integer, Long> lastSeqs = new HashMap<>();
        long last = inbox.floor();
        for (int i : inbox.entries().byPosition()) {
            Entries.One entry = inbox.entries().get(i);
            if (entry.position() <= inbox.floor()) {
                continue;
            }
            density(user, last, entry);
            last = entry.position();
            entryRules.check(entry, EntryRules.Where.inbox(user, entry.position()));
            due(user, entry);
            findings.checked(Rule.ONCE, 1);
            if (messages.get(entry.message())) {
                add(Rule.ONCE, "holds a message again", user, entry);
            } else {
                ascending(user, entry, lastSeqs);
            }
            messages.set(entry.message());
        }
    }

    private void density(UserId user, long last, Entries.One entry) {
        findings.checked(Rule.DENSE_POSITIONS, 1);
        if (entry.position() == last) {
            add(Rule.DENSE_POSITIONS, "has two entries at position " + last, user, entry);
        } else if (entry.position() != last + 1) {
            add(Rule.DENSE_POSITIONS, "has no position " + (last + 1) + " before " + entry.position(), user, entry);
        }
    }

    private void due(UserId user, Entries.One entry) {
        Optional<Place> place = truth.place(entry.message());
        if (entryRules.concerns(entry) && truth.expected(entry.message()).isPresent() && place.isPresent()) {
            findings.checked(Rule.ONLY_DUE, 1);
            if (!truth.due(place.get()).contains(user)) {
                add(Rule.ONLY_DUE, "holds a message that is not due to them", user, entry);
            }
        }
    }

    /** Seqs of one conversation ascend with the positions. */
    private void ascending(UserId user, Entries.One entry, Map<Integer, Long> lastSeqs) {
        long before = lastSeqs.getOrDefault(entry.conversation(), 0L);
        if (entry.seq() <= before) {
            add(Rule.SAME_ORDER, "has seq " + entry.seq() + " behind seq " + before, user, entry);
        }
        lastSeqs.merge(entry.conversation(), entry.seq(), Math::max);
    }

    private void add(Rule rule, String what, UserId user, Entries.One entry) {
        MessageId id = run.messages().at(entry.message());
        findings.add(Finding.at(rule, "the inbox of " + user + " " + what, user, entry.position(), id));
    }
}
