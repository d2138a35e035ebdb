package io.fluxim.access.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fluxim.protocol.ErrorCode;
import java.util.Optional;

/**
 * OpenIM's envelope, which every route answers with HTTP 200.
 *
 * @param errCode 0 for success, else OpenIM's number
 * @param errMsg  OpenIM's name of the error; empty for success
 * @param errDlt  what was wrong: the field and what was expected, or whether to try again
 * @param data    what the route answers; left out where there is nothing
 */
@JsonPropertyOrder({"errCode", "errMsg", "errDlt", "data"})
public record Answer<T>(
        int errCode,
        String errMsg,
        String errDlt,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<T> data) {

    /** Success with data. */
    public static <T> Answer<T> of(T data) {
        return new Answer<>(0, "", "", Optional.of(data));
    }

    /** Success without data. */
    public static Answer<Void> done() {
        return new Answer<>(0, "", "", Optional.empty());
    }

    /** A failure. */
    public static Answer<Void> failed(ErrorCode code, String detail) {
        return new Answer<>(code.number(), ErrorNames.of(code), detail, Optional.empty());
    }
}
