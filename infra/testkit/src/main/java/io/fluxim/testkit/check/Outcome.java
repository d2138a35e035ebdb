package io.fluxim.testkit.check;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.MessageId;

/** What a sender was told of one send, when the run is over. */
public sealed interface Outcome {

    /** For who was not told the time. */
    long NO_TIME = 0;

    /**
     * Accepted, and no rejection followed.
     *
     * @param at the time in the answer, Unix milliseconds; {@link #NO_TIME} where it had none
     */
    record Accepted(MessageId id, long at) implements Outcome {}

    /** Accepted, and rejected at its place in the order. */
    record Rejected(ErrorCode code) implements Outcome {}

    /** Answered with an error that says that it was not taken. */
    record Refused(ErrorCode code) implements Outcome {}

    /** No answer, or an error that leaves open whether it was taken. */
    record Unknown() implements Outcome {}
}
