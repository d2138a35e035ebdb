package io.fluxim.inbox;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who is a member of one group at which seq: immutable, the same answer at every replay. */
public final class Roster {

    private final Conversation.Group group;
    private final List<Members.Interval> intervals;
    /** Above this seq nothing changes any more. */
    private final long settledAbove;

    private final List<UserId> settled;

    private Roster(Conversation.Group group, List<Members.Interval> intervals) {
        this.group = group;
        this.intervals = intervals;
        this.settledAbove = intervals.stream()
                .mapToLong(interval -> interval.to() == Members.OPEN ? interval.from() - 1 : interval.to())
                .max()
                .orElse(0);
        this.settled = at(intervals, Members.OPEN);
    }

    /** The roster that these intervals make. */
    public static Roster of(Conversation.Group group, List<Members.Interval> intervals) {
        return new Roster(group, List.copyOf(intervals));
    }

    /** Who receives the message at this seq: {@code from <= seq <= to}. */
    public List<UserId> at(long seq) {
        return seq > settledAbove ? settled : at(intervals, seq);
    }

    /** Whether this user receives the message at this seq. */
    public boolean has(UserId user, long seq) {
        return of(user).anyMatch(interval -> interval.contains(seq));
    }

    /** What of a change at this seq is one: who joins and is not in yet, who leaves and is in. */
    public Members.Change reduce(MembershipChange change, long seq) {
        return new Members.Change(
                group,
                seq,
                change.joined().stream()
                        .filter(user -> joins(user, seq))
                        .distinct()
                        .toList(),
                change.left().stream()
                        .filter(user -> leaves(user, seq))
                        .distinct()
                        .toList());
    }

    /** The roster after this change; the same one where it is known already. */
    public Roster with(Members.Change change) {
        List<Members.Interval> next = new ArrayList<>();
        for (Members.Interval interval : intervals) {
            boolean ends = change.left().contains(interval.user())
                    && interval.from() < change.seq()
                    && interval.to() == Members.OPEN;
            next.add(ends ? new Members.Interval(interval.user(), interval.from(), change.seq()) : interval);
        }
        for (UserId user : change.joined()) {
            Members.Interval joined = new Members.Interval(user, change.seq(), Members.OPEN);
            if (next.stream().noneMatch(interval -> interval.user().equals(user) && interval.from() == change.seq())) {
                next.add(joined);
            }
        }
        return new Roster(group, List.copyOf(next));
    }

    /** Not in just before; at a replay the interval that begins here is his. */
    private boolean joins(UserId user, long seq) {
        return of(user).noneMatch(interval -> interval.from() < seq && seq <= interval.to());
    }

    /** In just before; at a replay the interval that ends here is his. */
    private boolean leaves(UserId user, long seq) {
        return of(user).anyMatch(interval -> interval.from() < seq && seq <= interval.to());
    }

    private Stream<Members.Interval> of(UserId user) {
        return intervals.stream().filter(interval -> interval.user().equals(user));
    }

    private static List<UserId> at(List<Members.Interval> intervals, long seq) {
        return intervals.stream()
                .filter(interval -> interval.contains(seq))
                .map(Members.Interval::user)
                .toList();
    }
}
