package io.fluxim.protocol.frame;

import io.fluxim.protocol.Entry;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the server says to a client. An empty {@code ref} answers no request in particular. */
public sealed interface Frame {

    /**
     * First frame of a session.
     *
     * @param head  last position of the user's inbox
     * @param floor last position that retention has removed
     */
    record Hello(String session, UserId user, String device, String epoch, long head, long floor, Limits limits)
            implements Frame {}

    /** What the client should keep to: bytes, entries, milliseconds. */
    record Limits(int maxFrameBytes, int maxBodyBytes, int maxSyncEntries, long pingEveryMs) {}

    /**
     * Durably in Kafka; not delivered yet.
     *
     * @param at its time, Unix milliseconds
     */
    record Accepted(String ref, MessageId messageId, long at) implements Frame {}

    /**
     * Accepted before, but not deliverable at its place in the order.
     *
     * @param code    the word of an {@link ErrorCode}, perhaps one of a newer release
     * @param message what it means; empty where this release does not know it
     */
    record Rejected(MessageId messageId, String clientMsgId, String code, String message) implements Frame {}

    /**
     * Entries of the inbox, ascending, for push and for sync.
     *
     * @param floor known to a sync only
     * @param more  whether a sync should ask again
     */
    record Entries(String ref, List<Entry> entries, long head, OptionalLong floor, boolean more) implements Frame {

        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /** The inbox has more than was pushed: sync. */
    record Behind(long head) implements Frame {}

    /**
     * A command was refused; nothing of it was done.
     *
     * @param field      the field at fault, by its name on the wire
     * @param retryAfter milliseconds, where trying again can help
     */
    record Refused(String ref, ErrorCode code, String message, Optional<String> field, OptionalLong retryAfter)
            implements Frame {

        /** The answer to a command that is not what it must be. */
        public static Refused of(String ref, InvalidInput e) {
            Optional<String> field = e.field().isEmpty() ? Optional.empty() : Optional.of(e.field());
            return new Refused(ref, e.code(), String.valueOf(e.getMessage()), field, OptionalLong.empty());
        }
    }

    /**
     * The server ends the session; nothing follows.
     *
     * @param reconnectAfter milliseconds that the client should wait before it comes back, where its node asks for that
     */
    record Bye(int code, String reason, boolean reconnect, OptionalLong reconnectAfter) implements Frame {}

    /** Answer to a ping, with the head, so that an idle client notices a lost push. */
    record Pong(String ref, long head) implements Frame {}
}
