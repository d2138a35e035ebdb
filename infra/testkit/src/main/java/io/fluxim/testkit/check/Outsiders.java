package io.fluxim.testkit.check;

import io.fluxim.protocol.Conversation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Attempts to send to a group whose sender had left it when they came to the log: accepted, and of no effect there. That they are
 * told so is not certain: where they are back and send the same again, what comes of it is their answer.
 */
final class Outsiders {

    /** By group, the highest seq of each time. */
    private final Map<Conversation, NavigableMap<Long, Long>> seqs = new HashMap<>();

    private final Due due;

    Outsiders(Due due) {
        this.due = due;
    }

    /** A message of a group, with the time at which it came to the log. */
    void message(Conversation conversation, long seq, long at) {
        if (conversation instanceof Conversation.Group) {
            seqs.computeIfAbsent(conversation, key -> new TreeMap<>()).merge(at, seq, Math::max);
        }
    }

    /** Of attempts to send one message those that count: all, where nothing would be left of what was accepted. */
    List<Attempt> without(List<Attempt> attempts) {
        List<Attempt> inside =
                attempts.stream().filter(attempt -> !isOutside(attempt)).toList();
        return inside.stream().anyMatch(Expected::accepted) ? inside : attempts;
    }

    /** In the millisecond of a change either side of it is possible. */
    private boolean isOutside(Attempt attempt) {
        return attempt.outcome() instanceof Outcome.Accepted accepted
                && attempt.conversation() instanceof Conversation.Group group
                && seqs.containsKey(group)
                && Stream.of(
                                seqs.get(group).lowerEntry(accepted.at()),
                                seqs.get(group).floorEntry(accepted.at()))
                        .filter(Objects::nonNull)
                        .anyMatch(last ->
                                !due.membersAfter(group, last.getValue()).contains(attempt.sender()));
    }
}
