package io.fluxim.access.socket.connection;

import io.fluxim.access.socket.dialect.Decoded;
import io.fluxim.access.socket.dialect.fluxim.JsonCodec;
import io.fluxim.access.socket.session.Session;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.frame.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** What came over the socket, as commands. Every frame is a sign of life; control frames are nothing else. */
final class FrameReader {

    private final Session session;
    private final JsonCodec codec;
    private final int limit;

    FrameReader(Session session, JsonCodec codec, int limit) {
        this.session = session;
        this.codec = codec;
        this.limit = limit;
    }

    /** The command or the complaint; empty for a control frame. The frame's bytes are not kept. */
    Optional<Decoded> read(WebSocketFrame frame) {
        session.heard();
        if (frame instanceof BinaryWebSocketFrame) {
            return bad(ErrorCode.MALFORMED, "must be a text frame");
        }
        if (!(frame instanceof TextWebSocketFrame)) {
            return Optional.empty();
        }
        ByteBuf bytes = frame.content();
        if (bytes.readableBytes() > limit) {
            return bad(ErrorCode.TOO_LARGE, "must be at most " + limit + " bytes, was " + bytes.readableBytes());
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.nioBuffer())
                    .toString();
            int platform = session.token().platform().number();
            return Optional.of(codec.decode(text, session.device().name(), platform));
        } catch (CharacterCodingException e) {
            return bad(ErrorCode.MALFORMED, "must be valid UTF-8");
        }
    }

    private static Optional<Decoded> bad(ErrorCode code, String expected) {
        return Optional.of(new Decoded.NotUnderstood(
                new Frame.Refused("", code, "the frame " + expected, Optional.empty(), OptionalLong.empty())));
    }
}
