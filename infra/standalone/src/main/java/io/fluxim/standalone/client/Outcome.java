package io.fluxim.standalone.client;

/** What the server said to a send, or that it said nothing. */
public sealed interface Outcome {

    /** Durably in the log. */
    record Accepted(String messageId, long at) implements Outcome {}

    /** Nothing was done. */
    record Refused(String code, String message, boolean temporary) implements Outcome {}

    /** The connection went before the answer came: send again with the same clientMsgId. */
    record Unknown() implements Outcome {}
}
