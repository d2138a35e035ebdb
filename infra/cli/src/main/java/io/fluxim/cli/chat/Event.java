package io.fluxim.cli.chat;

import io.fluxim.client.InboxEntry;
import io.fluxim.client.Outcome;
import java.time.Duration;

/** What can happen to a chat: one queue of these, read by one thread. */
sealed interface Event {

    /** The user typed a line. */
    record Typed(String line) implements Event {}

    /** Nothing more will be typed. */
    record InputEnded() implements Event {}

    /** The session has begun. */
    record Greeted(long head) implements Event {}

    /** The next entry of the inbox. */
    record Arrived(InboxEntry entry) implements Event {}

    /** What became of a line that was sent. */
    record Answered(Unconfirmed.Line line, Outcome outcome) implements Event {}

    /** A message accepted before is not delivered after all. */
    record Rejected(String code) implements Event {}

    /** The server ends the session. */
    record Dismissed(String reason, boolean reconnect, Duration reconnectAfter) implements Event {}

    /** The connection is gone, or could not be made. */
    record Lost(String reason) implements Event {}
}
