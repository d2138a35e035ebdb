package io.fluxim.inbox.members;

import io.fluxim.inbox.Weighed;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is a member of one group at which seq: immutable, the same answer at every replay. One user is found without looking at
 * all of them: a group may have 100,000.
 */
public final class Roster implements Weighed {

    /** Intervals of about 1 KB: each is a user's id and two numbers. */
    private static final int INTERVALS_OF_ONE_PROOF = 8;

    private static final Comparator<Members.Interval> BY_USER = Comparator.<Members.Interval, String>comparing(
                    interval -> interval.user().value())
            .thenComparingLong(Members.Interval::from);

    private final Conversation.Group group;
    /** By user, so that one of them is found by halving. */
    private final List<Members.Interval> intervals;
    /** Above this seq nothing changes any more. */
    private final long settledAbove;

    private final List<UserId> settled;

    private Roster(Conversation.Group group, List<Members.Interval> intervals) {
        this.group = group;
        this.intervals = intervals.stream().sorted(BY_USER).toList();
        this.settledAbove = intervals.stream()
                .mapToLong(interval -> interval.to() == Members.OPEN ? interval.from() - 1 : interval.to())
                .max()
                .orElse(0);
        this.settled = at(this.intervals, Members.OPEN);
    }

    /** The roster that these intervals make. */
    public static Roster of(Conversation.Group group, List<Members.Interval> intervals) {
        return new Roster(group, intervals);
    }

    /** Who receives the message at this seq: {@code from <= seq <= to}. By user id. */
    public List<UserId> at(long seq) {
        return seq > settledAbove ? settled : at(intervals, seq);
    }

    /** Whether this user receives the message at this seq. */
    public boolean has(UserId user, long seq) {
        return of(user).stream().anyMatch(interval -> interval.contains(seq));
    }

    /** What of a change at this seq is one: who joins and is not in yet, who leaves and is in. */
    public Members.Change reduce(MembershipChange change, long seq) {
        return new Members.Change(
                group,
                seq,
                change.joined().stream()
                        .filter(user -> !isIn(user, seq))
                        .distinct()
                        .toList(),
                change.left().stream()
                        .filter(user -> isIn(user, seq))
                        .distinct()
                        .toList());
    }

    /** The roster after this change; the same one where it is known already. */
    public Roster with(Members.Change change) {
        Set<UserId> left = new HashSet<>(change.left());
        Set<UserId> begun = intervals.stream()
                .filter(interval -> interval.from() == change.seq())
                .map(Members.Interval::user)
                .collect(Collectors.toSet());
        List<Members.Interval> next = new ArrayList<>();
        for (Members.Interval interval : intervals) {
            boolean ends =
                    interval.to() == Members.OPEN && interval.from() < change.seq() && left.contains(interval.user());
            next.add(ends ? new Members.Interval(interval.user(), interval.from(), change.seq()) : interval);
        }
        for (UserId user : change.joined()) {
            if (begun.add(user)) {
                next.add(new Members.Interval(user, change.seq(), Members.OPEN));
            }
        }
        return new Roster(group, next);
    }

    @Override
    public int weight() {
        return 1 + intervals.size() / INTERVALS_OF_ONE_PROOF;
    }

    /** In just before; at a replay the interval that begins here is of this change, and so is the end of one that ends here. */
    private boolean isIn(UserId user, long seq) {
        return of(user).stream().anyMatch(interval -> interval.from() < seq && seq <= interval.to());
    }

    /** The intervals of one user. */
    private List<Members.Interval> of(UserId user) {
        int first = begin(user);
        int end = first;
        while (end < intervals.size() && intervals.get(end).user().equals(user)) {
            end++;
        }
        return intervals.subList(first, end);
    }

    /** Where the intervals of this user begin, or would. */
    private int begin(UserId user) {
        int low = 0;
        int high = intervals.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (intervals.get(middle).user().value().compareTo(user.value()) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static List<UserId> at(List<Members.Interval> intervals, long seq) {
        return intervals.stream()
                .filter(interval -> interval.contains(seq))
                .map(Members.Interval::user)
                .toList();
    }
}
