package io.fluxim.client;

import java.time.Duration;
import java.util.List;

/**
 * Who looks over a client's shoulder. Called by one thread at a time, in the order of the socket; while it takes its time,
 * the socket is not read.
 */
public interface Observer {

    /** The session has begun; the inbox's last entry is this one. */
    default void greeted(long head) {}

    /** The next entry of the inbox: positions ascend by one. */
    default void received(InboxEntry entry) {}

    /** An entry that was received before, or is not the next one: the client drops it. */
    default void dropped(InboxEntry entry) {}

    /** Everything in a pushed frame, before any of it is received or dropped. */
    default void pushed(List<InboxEntry> frame) {}

    /** Everything in the answer to a sync after this position, likewise. */
    default void read(long after, List<InboxEntry> page) {}

    /** A message was accepted before, and is not delivered after all. */
    default void rejected(String messageId, String code) {}

    /**
     * The server is about to end the session, and says whether coming back makes sense.
     *
     * @param reconnectAfter do not come back before; zero where the server does not mind
     */
    default void dismissed(String reason, boolean reconnect, Duration reconnectAfter) {}

    /** The connection is gone. */
    default void closed(int code, String reason) {}

    /** Looks at nothing. */
    Observer NONE = new Observer() {};
}
