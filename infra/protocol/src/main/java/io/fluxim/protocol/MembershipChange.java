package io.fluxim.protocol;

import java.util.List;

/**
 * A change of a group's members, carried by the event that tells of it and effective at that event's seq.
 *
 * @param joined receive this event and what follows
 * @param left   receive this event and nothing after it
 */
public record MembershipChange(List<UserId> joined, List<UserId> left) implements Effect {

    public static final MembershipChange NONE = new MembershipChange(List.of(), List.of());

    public MembershipChange {
        joined = List.copyOf(joined);
        left = List.copyOf(left);
    }

    public static MembershipChange joining(List<UserId> users) {
        return new MembershipChange(users, List.of());
    }

    public static MembershipChange leaving(List<UserId> users) {
        return new MembershipChange(List.of(), users);
    }

    /** Who receives what is decided in the line of messages. */
    @Override
    public Line line() {
        return Line.TALK;
    }

    public boolean isEmpty() {
        return joined.isEmpty() && left.isEmpty();
    }
}
