package io.fluxim.protocol.frame;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;

/** A decoded client request. Every {@code ref} is the client's own and comes back in the answer; empty for none. */
public sealed interface Command {

    String ref();

    /** Where a message goes. */
    sealed interface Target {

        record ToUser(UserId user) implements Target {}

        record ToGroup(GroupId group) implements Target {}
    }

    /** Deliver this. Answered by {@link Frame.Accepted} or {@link Frame.Refused}, later perhaps by {@link Frame.Rejected}. */
    record Send(String ref, Target to, String clientMsgId, Content content, Extras extras) implements Command {}

    /**
     * At most {@code limit} entries after this position. Answered by {@link Frame.Entries}.
     *
     * @param after the last position the client has; 0 for none
     */
    record Sync(String ref, long after, int limit) implements Command {}

    /** This device has everything up to here. Not answered. */
    record Ack(String ref, long upTo) implements Command {}

    /** Answered by {@link Frame.Pong}. */
    record Ping(String ref) implements Command {}
}
