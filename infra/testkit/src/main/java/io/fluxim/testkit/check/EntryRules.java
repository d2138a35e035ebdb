package io.fluxim.testkit.check;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Optional;

/** What holds for one entry or row alone, wherever it was found. */
final class EntryRules {

    private final Run run;
    private final Truth truth;
    private final Findings findings;

    EntryRules(Run run, Truth truth, Findings findings) {
        this.run = run;
        this.truth = truth;
        this.findings = findings;
    }

    /** Where an entry was found: {@code source} in words, its user and position where it has them. */
    record Where(String source, Optional<UserId> user, long position) {

        static Where history() {
            return new Where("history", Optional.empty(), 0);
        }

        static Where inbox(UserId user, long position) {
            return new Where("the inbox of " + user, Optional.of(user), position);
        }

        static Where device(Device device, long position) {
            return new Where(device.toString(), Optional.of(device.user()), position);
        }
    }

    /** Whether this run is concerned: the entry is not of an earlier one. */
    boolean concerns(Entries.One entry) {
        return entry.seq() > run.floor(entry.conversation());
    }

    void check(Entries.One entry, Where where) {
        if (!concerns(entry)) {
            return;
        }
        findings.checked(Rule.NOTHING_INVENTED, 1);
        Optional<Expected> expected = truth.expected(entry.message());
        if (expected.isEmpty()) {
            add(Rule.NOTHING_INVENTED, "holds a message that nobody sent", entry, where);
        }
        place(entry, where);
        expected.ifPresent(e -> duty(e, entry, where));
        expected.ifPresent(e -> time(e, entry, where));
        if (entry.content() != Entries.NO_CONTENT) {
            expected.ifPresent(e -> content(e, entry, where));
        }
    }

    private void duty(Expected expected, Entries.One entry, Where where) {
        findings.checked(Rule.REFUSED_NOWHERE, expected.duty() == Expected.Duty.NEVER ? 1 : 0);
        if (expected.duty() == Expected.Duty.NEVER) {
            add(Rule.REFUSED_NOWHERE, "holds a message that was refused or rejected", entry, where);
        }
    }

    private void place(Entries.One entry, Where where) {
        findings.checked(Rule.SAME_ORDER, 1);
        Place here = new Place(entry.conversation(), entry.seq());
        truth.place(entry.message())
                .filter(place -> !place.equals(here))
                .ifPresent(place -> add(
                        Rule.SAME_ORDER,
                        "says seq " + here.seq() + " of " + run.conversation(here.conversation()) + ", others say "
                                + place.seq() + " of " + run.conversation(place.conversation()),
                        entry,
                        where));
    }

    private void content(Expected expected, Entries.One entry, Where where) {
        findings.checked(Rule.CONTENT_KEPT, 1);
        String hash = run.content(entry.content());
        boolean sent = expected.contents().isEmpty() || expected.contents().contains(hash);
        boolean same = truth.content(entry.message()).equals(Optional.of(entry.content()));
        if (!sent) {
            add(Rule.CONTENT_KEPT, "holds content " + hash + ", not what was sent first", entry, where);
        } else if (!same) {
            add(Rule.CONTENT_KEPT, "holds content " + hash + ", others hold another", entry, where);
        }
    }

    private void time(Expected expected, Entries.One entry, Where where) {
        findings.checked(Rule.TIME_KEPT, 1);
        boolean same = truth.time(entry.message()).equals(Optional.of(entry.at()));
        boolean first = expected.exact() ? entry.at() == expected.earliest() : entry.at() <= expected.earliest();
        if (!same) {
            add(Rule.TIME_KEPT, "says time " + entry.at() + ", others say another", entry, where);
        } else if (!first) {
            add(Rule.TIME_KEPT, "says time " + entry.at() + ", accepted at " + expected.earliest(), entry, where);
        }
    }

    private void add(Rule rule, String what, Entries.One entry, Where where) {
        MessageId id = run.messages().at(entry.message());
        List<UserId> users = where.user().map(List::of).orElse(List.of());
        List<Long> positions =
                where.user().map(user -> List.of(where.position())).orElse(List.of());
        findings.add(new Finding(rule, where.source() + " " + what, users, List.of(id), positions));
    }
}
