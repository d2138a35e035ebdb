package io.fluxim.protocol.topic;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UnknownFields;
import io.fluxim.protocol.UserId;

/**
 * An accepted message that, at its place in the order, may not be delivered; told to its sender's sessions.
 *
 * @param code    the word of an {@link ErrorCode}, perhaps one of a newer release
 * @param unknown what a newer release says of it besides
 */
public record Rejection(UserId sender, MessageId id, String clientMsgId, String code, UnknownFields unknown) {

    public Rejection(UserId sender, MessageId id, String clientMsgId, ErrorCode code) {
        this(sender, id, clientMsgId, code.word(), UnknownFields.NONE);
    }

    /** What the code means; empty where this release does not know it. */
    public String sentence() {
        return ErrorCode.ofWord(code).map(ErrorCode::sentence).orElse("");
    }
}
