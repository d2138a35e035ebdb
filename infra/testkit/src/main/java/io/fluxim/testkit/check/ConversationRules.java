package io.fluxim.testkit.check;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Seqs are dense, and what one connection sent keeps its order. */
final class ConversationRules {

    private final Run run;
    private final Truth truth;
    private final Findings findings;
    private final Index<MessageId> messages;

    ConversationRules(Run run, Truth truth, Findings findings) {
        this.run = run;
        this.truth = truth;
        this.findings = findings;
        this.messages = run.messages();
    }

    void check() {
        density();
        run.connections().forEach(this::sendOrder);
    }

    private void density() {
        Map<Integer, NavigableMap<Long, MessageId>> conversations = new HashMap<>();
        for (int message = 0; message < messages.size(); message++) {
            MessageId id = messages.at(message);
            truth.place(message).filter(this::concerns).ifPresent(place -> take(conversations, place, id));
        }
        conversations.forEach(this::dense);
    }

    private boolean concerns(Place place) {
        return place.seq() > run.floor(place.conversation());
    }

    private void take(Map<Integer, NavigableMap<Long, MessageId>> conversations, Place place, MessageId id) {
        findings.checked(Rule.DENSE_SEQS, 1);
        MessageId other = conversations
                .computeIfAbsent(place.conversation(), key -> new TreeMap<>())
                .putIfAbsent(place.seq(), id);
        if (other != null) {
            String what = "seq " + place.seq() + " of " + run.conversation(place.conversation()) + " has two messages";
            findings.add(Finding.of(Rule.DENSE_SEQS, what, other, id));
        }
    }

    private void dense(int conversation, NavigableMap<Long, MessageId> bySeq) {
        long last = run.floor(conversation);
        for (Map.Entry<Long, MessageId> next : bySeq.entrySet()) {
            if (next.getKey() != last + 1) {
                String what = run.conversation(conversation) + " has no seq " + (last + 1) + " before " + next.getKey();
                findings.add(Finding.of(Rule.DENSE_SEQS, what, next.getValue()));
            }
            last = next.getKey();
        }
    }

    /**
     * The seq of an accepted attempt is not above that of a later attempt's message, where the latter cannot have come to
     * the log on another way.
     */
    private void sendOrder(List<Attempt> connection) {
        Map<Integer, Before> highest = new HashMap<>();
        for (Attempt attempt : connection) {
            int message = messages.of(attempt.id());
            Optional<Place> place = truth.place(message).filter(this::concerns);
            if (place.isEmpty()
                    || isRefused(attempt)
                    || !truth.attempts(message).contains(attempt)) {
                continue;
            }
            Before here = new Before(place.get().seq(), attempt.id());
            Before before = highest.get(place.get().conversation());
            if (before != null && first(attempt, message)) {
                compare(before, here, attempt.sender());
            }
            if (Expected.accepted(attempt)) {
                highest.merge(place.get().conversation(), here, Before::higher);
            }
        }
    }

    private void compare(Before before, Before here, UserId sender) {
        findings.checked(Rule.SEND_ORDER, 1);
        if (here.seq() < before.seq()) {
            String what =
                    "sent by " + sender + " after what has seq " + before.seq() + ", yet it has seq " + here.seq();
            findings.add(
                    new Finding(Rule.SEND_ORDER, what, List.of(sender), List.of(before.id(), here.id()), List.of()));
        }
    }

    /** Whether this is the first attempt of its message, and all others are later ones of the same connection. */
    private boolean first(Attempt attempt, int message) {
        List<Attempt> taken = truth.attempts(message).stream()
                .filter(other -> !isRefused(other))
                .toList();
        boolean here = taken.stream().allMatch(other -> other.connection().equals(attempt.connection()));
        return here && taken.get(0) == attempt;
    }

    private static boolean isRefused(Attempt attempt) {
        return attempt.outcome() instanceof Outcome.Refused;
    }

    private record Before(long seq, MessageId id) {

        Before higher(Before other) {
            return seq >= other.seq ? this : other;
        }
    }
}
