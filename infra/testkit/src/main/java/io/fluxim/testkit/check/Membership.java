package io.fluxim.testkit.check;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Who is due for which message of which group, as the harness scripted it: by seqs, or by the events that changed it,
 * whose seqs the check then reads from what is stored. Who leaves still gets the event that says so. A direct
 * conversation is due to both of its users without a script.
 */
public final class Membership {

    private final List<Change> changes = new ArrayList<>();

    /** This user receives the seqs from {@code from} to {@code to}, both included; {@link Long#MAX_VALUE}: no end. */
    public Membership interval(Conversation.Group group, UserId user, long from, long to) {
        changes.add(new Change(group, ids -> OptionalLong.of(from), List.of(user), List.of()));
        if (to != Long.MAX_VALUE) {
            changes.add(new Change(group, ids -> OptionalLong.of(to), List.of(), List.of(user)));
        }
        return this;
    }

    /** These users join with this event. An event that is nowhere changes nothing. */
    public Membership joined(Conversation.Group group, MessageId event, Collection<UserId> users) {
        changes.add(new Change(group, seqs -> seqs.apply(event), List.copyOf(users), List.of()));
        return this;
    }

    /** These users leave with this event. */
    public Membership left(Conversation.Group group, MessageId event, Collection<UserId> users) {
        changes.add(new Change(group, seqs -> seqs.apply(event), List.of(), List.copyOf(users)));
        return this;
    }

    /** The script with its events put at their seqs. */
    Due at(Function<MessageId, OptionalLong> seqOf) {
        Map<Conversation, NavigableMap<Long, List<Change>>> ordered = new HashMap<>();
        for (Change change : changes) {
            change.seq()
                    .apply(seqOf)
                    .ifPresent(seq -> ordered.computeIfAbsent(change.group(), key -> new TreeMap<>())
                            .computeIfAbsent(seq, key -> new ArrayList<>())
                            .add(change));
        }
        Map<Conversation, NavigableMap<Long, Set<UserId>>> receivers = new HashMap<>();
        Map<Conversation, NavigableMap<Long, Set<UserId>>> members = new HashMap<>();
        ordered.forEach((group, bySeq) -> {
            members.put(group, members(bySeq));
            receivers.put(group, receivers(bySeq));
        });
        return new Due(receivers, members);
    }

    /** Who is in the group after each seq at which that changes. */
    private static NavigableMap<Long, Set<UserId>> members(NavigableMap<Long, List<Change>> bySeq) {
        NavigableMap<Long, Set<UserId>> after = new TreeMap<>();
        Set<UserId> members = new HashSet<>();
        bySeq.forEach((seq, changes) -> {
            changes.forEach(change -> members.addAll(change.joined()));
            changes.forEach(change -> members.removeAll(change.left()));
            after.put(seq, Set.copyOf(members));
        });
        return after;
    }

    /** Receivers from each seq on where they change: at a change with who leaves, above it without them. */
    private static NavigableMap<Long, Set<UserId>> receivers(NavigableMap<Long, List<Change>> bySeq) {
        NavigableMap<Long, Set<UserId>> receivers = new TreeMap<>();
        Set<UserId> members = new HashSet<>();
        for (Map.Entry<Long, List<Change>> at : bySeq.entrySet()) {
            at.getValue().forEach(change -> members.addAll(change.joined()));
            receivers.put(at.getKey(), Set.copyOf(members));
            at.getValue().forEach(change -> members.removeAll(change.left()));
            receivers.put(at.getKey() + 1, Set.copyOf(members));
        }
        return receivers;
    }

    private record Change(
            Conversation.Group group,
            Function<Function<MessageId, OptionalLong>, OptionalLong> seq,
            List<UserId> joined,
            List<UserId> left) {}
}
