package io.fluxim.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Members who share one order of messages: two users, or a group.
 *
 * <p>Its {@link #key} is the Kafka key, the Redis key and the MongoDB value: {@code d:<a>:<b>} with a before b bytewise,
 * or {@code g:<group>}. It is unambiguous because ids contain no colon.
 */
public sealed interface Conversation {

    /** The one written form of this conversation. */
    String key();

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
        throw InvalidInput.of("conversation", "must be d:<user>:<user> or g:<group>");
    }

    private static int compareBytes(UserId one, UserId other) {
        return Arrays.compareUnsigned(
                one.value().getBytes(StandardCharsets.UTF_8), other.value().getBytes(StandardCharsets.UTF_8));
    }

    /** Two users, the bytewise lower one first. */
    record Direct(UserId low, UserId high) implements Conversation {

        public Direct {
            if (compareBytes(low, high) >= 0) {
                throw InvalidInput.of("conversation", "must name two different users, the bytewise lower one first");
            }
        }

        /** Both of them. */
        public List<UserId> users() {
            return List.of(low, high);
        }

        public boolean has(UserId user) {
            return low.equals(user) || high.equals(user);
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
}
