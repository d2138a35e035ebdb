package io.fluxim.access.socket.connection;

import io.fluxim.access.socket.dialect.Decoded;
import io.fluxim.access.socket.dialect.Dialect;
import io.fluxim.access.socket.session.Session;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.frame.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;

/** What came over the socket, as commands. Every frame is a sign of life; control frames are nothing else. */
final class FrameReader {

    private final Session session;
    private final int limit;
    /** Where it all comes from. */
    private final Extras from;

    FrameReader(Session session, int limit) {
        this.session = session;
        this.limit = limit;
        this.from = Extras.from(
                session.token().platform().number(), session.device().name());
    }

    /** The command or the complaint; empty for a control frame. The frame's bytes are not kept. */
    Optional<Decoded> read(WebSocketFrame frame) {
        session.heard();
        if (!(frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame)) {
            return Optional.empty();
        }
        ByteBuf bytes = frame.content();
        if (bytes.readableBytes() > limit) {
            String expected = "the frame must be at most " + limit + " bytes, was " + bytes.readableBytes();
            return Optional.of(new Decoded.NotUnderstood(
                    Frame.Refused.of("", new InvalidInput(ErrorCode.TOO_LARGE, "", expected))));
        }
        Dialect dialect = session.dialect();
        return Optional.of(
                frame instanceof TextWebSocketFrame
                        ? dialect.text(bytes.nioBuffer(), from)
                        : dialect.binary(bytes.nioBuffer(), from));
    }
}
