package io.fluxim.access.gate.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fluxim.access.gate.limit.LimitExceeded;
import io.fluxim.access.gate.limit.RetryAfter;
import io.fluxim.access.logic.Refused;
import io.fluxim.protocol.ErrorCode;
import java.util.Optional;

/**
 * OpenIM's envelope, which every route answers with HTTP 200. What may succeed later says so in two fields of our own, as the
 * socket's {@code error} does.
 *
 * @param errCode      0 for success, else OpenIM's number
 * @param errMsg       OpenIM's name of the error; empty for success
 * @param errDlt       what was wrong: the field and what was expected, or whether to try again
 * @param data         what the route answers; left out where there is nothing
 * @param temporary    true where the same call may succeed later; left out everywhere else
 * @param retryAfterMs milliseconds to wait before that; there wherever {@code temporary} is
 */
@JsonPropertyOrder({"errCode", "errMsg", "errDlt", "data", "temporary", "retryAfterMs"})
public record Answer<T>(
        int errCode,
        String errMsg,
        String errDlt,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<T> data,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Boolean> temporary,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> retryAfterMs) {

    /** Success with data. */
    public static <T> Answer<T> of(T data) {
        return new Answer<>(0, "", "", Optional.of(data), Optional.empty(), Optional.empty());
    }

    /** Success without data. */
    public static Answer<Void> done() {
        return new Answer<>(0, "", "", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A failure; a temporary one asks for a pause. */
    public static Answer<Void> failed(ErrorCode code, String detail) {
        return failed(code, detail, Optional.of(RetryAfter.untilServed()).filter(pause -> code.temporary()));
    }

    /** What was refused, with a pause where it may be asked for again. */
    public static Answer<Void> refused(Refused refusal) {
        return failed(
                refusal.code(),
                String.valueOf(refusal.getMessage()),
                Optional.of(RetryAfter.untilServed()).filter(pause -> refusal.temporary()));
    }

    /** The failure of one who asked for too much. */
    public static Answer<Void> limited(LimitExceeded refusal) {
        ErrorCode code = refusal.limit().code();
        return failed(code, refusal.limit().sentence(), Optional.of(refusal.retryAfterMs()));
    }

    private static Answer<Void> failed(ErrorCode code, String detail, Optional<Long> pause) {
        return new Answer<>(
                code.number(), ErrorNames.of(code), detail, Optional.empty(), pause.map(millis -> true), pause);
    }
}
