package io.fluxim.testkit.check;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every message that was sent is where it is due. */
final class DeliveryRules {

    private final Run run;
    private final Truth truth;
    private final Findings findings;
    private final Map<UserId, Removed> removed = new HashMap<>();
    private final Set<UserId> absent = new HashSet<>();

    DeliveryRules(Run run, Truth truth, Findings findings) {
        this.run = run;
        this.truth = truth;
        this.findings = findings;
    }

    void check(Map<UserId, BitSet> delivered) {
        run.inboxes().forEach((user, inbox) -> removed.put(user, new Removed(inbox)));
        for (int message = 0; message < run.messages().size(); message++) {
            int number = message;
            truth.expected(message).ifPresent(expected -> check(number, expected, delivered));
        }
    }

    private void check(int message, Expected expected, Map<UserId, BitSet> delivered) {
        MessageId id = run.messages().at(message);
        ids(message, id);
        if (expected.duty() == Expected.Duty.NEVER) {
            findings.checked(Rule.REFUSED_NOWHERE, 1);
            return;
        }
        Rule rule = expected.duty() == Expected.Duty.MUST ? Rule.DELIVERED : Rule.ALL_OR_NONE;
        findings.checked(rule, 1);
        if (truth.place(message).isEmpty()) {
            if (rule == Rule.DELIVERED) {
                findings.add(Finding.of(rule, "an accepted message is nowhere at all", id));
            }
            return;
        }
        Place place = truth.place(message).get();
        if (place.seq() <= run.floor(place.conversation())) {
            return;
        }
        Set<UserId> due = truth.due(place);
        findings.checked(rule, due.size());
        for (UserId user : due) {
            if (!delivered.containsKey(user)) {
                unknown(rule, user, id);
            } else if (!delivered.get(user).get(message) && !removed(user, place)) {
                findings.add(missing(rule, user, place, id));
            }
        }
    }

    private void ids(int message, MessageId id) {
        for (Attempt attempt : run.attempts(message)) {
            if (attempt.outcome() instanceof Outcome.Accepted accepted) {
                findings.checked(Rule.ONE_ID, 1);
                if (!accepted.id().equals(id)) {
                    String what = "clientMsgId " + attempt.clientMsgId() + " of " + attempt.sender()
                            + " was answered with another id";
                    findings.add(new Finding(
                            Rule.ONE_ID, what, List.of(attempt.sender()), List.of(id, accepted.id()), List.of()));
                }
            }
        }
    }

    private boolean removed(UserId user, Place place) {
        Removed gone = removed.get(user);
        return gone != null && gone.explains(place);
    }

    private void unknown(Rule rule, UserId user, MessageId id) {
        if (absent.add(user)) {
            findings.add(new Finding(
                    rule,
                    "the inbox of " + user + ", who has messages due, was not given",
                    List.of(user),
                    List.of(id),
                    List.of()));
        }
    }

    private Finding missing(Rule rule, UserId user, Place place, MessageId id) {
        String what =
                "the inbox of " + user + " lacks seq " + place.seq() + " of " + run.conversation(place.conversation());
        return new Finding(rule, what, List.of(user), List.of(id), List.of());
    }

    /** What retention may have taken from an inbox: as many entries as its floor says, older than those that are left. */
    private static final class Removed {

        private final Map<Integer, Long> lowest = new HashMap<>();
        private long left;

        Removed(Run.Stored inbox) {
            this.left = inbox.floor();
            for (int i = 0; i < inbox.entries().size(); i++) {
                Entries.One entry = inbox.entries().get(i);
                lowest.merge(entry.conversation(), entry.seq(), Math::min);
            }
        }

        boolean explains(Place place) {
            boolean older = place.seq() < lowest.getOrDefault(place.conversation(), Long.MAX_VALUE);
            return older && left-- > 0;
        }
    }
}
