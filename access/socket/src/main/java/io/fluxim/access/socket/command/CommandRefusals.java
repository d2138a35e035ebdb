package io.fluxim.access.socket.command;

import io.fluxim.access.gate.limit.LimitExceeded;
import io.fluxim.access.gate.limit.RetryAfter;
import io.fluxim.kafka.sink.AppendFailed;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.frame.Frame;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told when its command fails. The one place where command errors are logged. */
final class CommandRefusals {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRefusals.class);

    private CommandRefusals() {}

    /** Before a command was looked at: its client asks for too much. */
    static Frame.Refused limited(String ref, LimitExceeded refusal) {
        return new Frame.Refused(
                ref,
                refusal.limit().code(),
                refusal.limit().sentence(),
                Optional.empty(),
                OptionalLong.of(refusal.retryAfterMs()));
    }

    /** While a command was checked: nothing of it was done. */
    static Frame.Refused unchecked(String op, String ref, Throwable error) {
        if (error instanceof InvalidInput invalid) {
            return Frame.Refused.of(ref, invalid);
        }
        LOG.warn("command_not_checked op={} cause={}", op, error.toString());
        return unavailable(ref, "it cannot be checked now; nothing was accepted");
    }

    /** Before it was looked at: the session is about to end. */
    static Frame.Refused stopping(String ref) {
        return unavailable(ref, "this node stops; nothing was accepted, ask again when you are back");
    }

    /** While it was performed. */
    static Frame.Refused failed(String op, String ref, Throwable error) {
        if (error instanceof InvalidInput invalid) {
            return Frame.Refused.of(ref, invalid);
        }
        if (error instanceof AppendFailed.TooLarge) {
            return Frame.Refused.of(ref, new InvalidInput(ErrorCode.TOO_LARGE, "body", "must be smaller"));
        }
        if (error instanceof AppendFailed.Overloaded) {
            LOG.debug("command_refused op={} cause=overload", op);
            return unavailable(ref, "too many messages wait to be accepted; nothing was accepted");
        }
        LOG.warn("command_failed op={} cause={}", op, error.toString());
        if (error instanceof AppendFailed) {
            return unavailable(
                    ref, "not confirmed in time: it may be accepted, or not; send it again with the same clientMsgId");
        }
        return unavailable(ref, "a part that is needed is away or slow");
    }

    private static Frame.Refused unavailable(String ref, String message) {
        return new Frame.Refused(
                ref, ErrorCode.UNAVAILABLE, message, Optional.empty(), OptionalLong.of(RetryAfter.untilServed()));
    }
}
