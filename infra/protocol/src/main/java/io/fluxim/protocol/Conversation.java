package io.fluxim.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Users who share one order of messages: two users, a group, a user with a system account, or one user alone.
 *
 * <p>Its {@link #key} is the Kafka key and, for its talk, the Redis key and the MongoDB value: {@code d:<a>:<b>} with a before b
 * bytewise, {@code g:<group>}, {@code sn:<account>:<user>} or {@code u:<user>}. It is unambiguous because ids contain no colon.
 */
public sealed interface Conversation {

    /** The one written form of this conversation. */
    String key();

    /** Its line of messages. */
    default ConversationLine talk() {
        return line(Line.TALK);
    }

    /** Its line of notices. */
    default ConversationLine notices() {
        return line(Line.NOTICES);
    }

    /** One of its two lines. */
    default ConversationLine line(Line line) {
        return new ConversationLine(this, line);
    }

    /** Two users. The order of the arguments does not matter. */
    static Direct direct(UserId one, UserId other) {
        return compareBytes(one, other) <= 0 ? new Direct(one, other) : new Direct(other, one);
    }

    /** A group. */
    static Group group(GroupId group) {
        return new Group(group);
    }

    /** Reads a {@link #key}; {@link InvalidInput} if it is none. */
    static Conversation parse(String key) {
        String[] parts = key.split(":", -1);
        if (parts.length == 3 && parts[0].equals("d")) {
            return new Direct(new UserId(parts[1]), new UserId(parts[2]));
        }
        if (parts.length == 2 && parts[0].equals("g")) {
            return new Group(new GroupId(parts[1]));
        }
        if (parts.length == 3 && parts[0].equals("sn")) {
            return new System(new UserId(parts[1]), new UserId(parts[2]));
        }
        if (parts.length == 2 && parts[0].equals("u")) {
            return new Personal(new UserId(parts[1]));
        }
        throw InvalidInput.of("conversation", "must be d:<user>:<user>, g:<group>, sn:<account>:<user> or u:<user>");
    }

    private static int compareBytes(UserId one, UserId other) {
        return Arrays.compareUnsigned(
                one.value().getBytes(StandardCharsets.UTF_8), other.value().getBytes(StandardCharsets.UTF_8));
    }

    /** A conversation that nobody joins or leaves: the same users receive every message of it. */
    sealed interface Fixed extends Conversation {

        /** Who receives what is said in it. */
        List<UserId> users();

        /** Whether this user receives what is said in it. */
        default boolean has(UserId user) {
            return users().contains(user);
        }

        /** Whether a message of this sender may stand in it. */
        boolean maySend(UserId sender);
    }

    /** Two users, the bytewise lower one first. */
    record Direct(UserId low, UserId high) implements Fixed {

        public Direct {
            if (compareBytes(low, high) >= 0) {
                throw InvalidInput.of("conversation", "must name two different users, the bytewise lower one first");
            }
        }

        /** Both of them. */
        @Override
        public List<UserId> users() {
            return List.of(low, high);
        }

        @Override
        public boolean maySend(UserId sender) {
            return has(sender);
        }

        /** Who is not this one of them. */
        public UserId other(UserId user) {
            return low.equals(user) ? high : low;
        }

        @Override
        public String key() {
            return "d:" + low + ":" + high;
        }

        @Override
        public String toString() {
            return key();
        }
    }

    /** A group of users; who is in it is told by membership intervals. */
    record Group(GroupId id) implements Conversation {

        @Override
        public String key() {
            return "g:" + id;
        }

        @Override
        public String toString() {
            return key();
        }
    }

    /** What an account of the company's own systems tells a user: the user alone receives it, and cannot answer. */
    record System(UserId account, UserId user) implements Fixed {

        @Override
        public List<UserId> users() {
            return List.of(user);
        }

        @Override
        public boolean maySend(UserId sender) {
            return account.equals(sender);
        }

        @Override
        public String key() {
            return "sn:" + account + ":" + user;
        }

        @Override
        public String toString() {
            return key();
        }
    }

    /** What a user is told, on all devices, of what concerns nobody else; it may be what another user did. */
    record Personal(UserId user) implements Fixed {

        @Override
        public List<UserId> users() {
            return List.of(user);
        }

        @Override
        public boolean maySend(UserId sender) {
            return true;
        }

        @Override
        public String key() {
            return "u:" + user;
        }

        @Override
        public String toString() {
            return key();
        }
    }
}
