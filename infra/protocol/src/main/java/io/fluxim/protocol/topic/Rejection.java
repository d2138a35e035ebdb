package io.fluxim.protocol.topic;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;

/** An accepted message that, at its place in the order, may not be delivered; told to its sender's sessions. */
public record Rejection(UserId sender, MessageId id, String clientMsgId, ErrorCode code) {}
