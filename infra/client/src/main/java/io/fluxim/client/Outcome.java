package io.fluxim.client;

import java.util.OptionalLong;

/** What the server said to a send, or that it said nothing. */
public sealed interface Outcome {

    /** Durably in the log. */
    record Accepted(String messageId, long at) implements Outcome {}

    /**
     * Nothing was done.
     *
     * @param temporary    whether another try may have more luck
     * @param retryAfterMs when, in milliseconds; empty where the server does not say
     */
    record Refused(String code, String message, boolean temporary, OptionalLong retryAfterMs) implements Outcome {}

    /** The connection went before the answer came: send again with the same clientMsgId. */
    record Unknown() implements Outcome {}
}
