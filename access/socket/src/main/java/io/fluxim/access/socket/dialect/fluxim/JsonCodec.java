package io.fluxim.access.socket.dialect.fluxim;

import io.fluxim.access.socket.dialect.Decoded;
import io.fluxim.access.socket.dialect.Dialect;
import io.fluxim.access.socket.outbound.EncodedFrame;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.frame.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Fluxim's own wire protocol: JSON text, one object a frame, {@code op} first (design.md §4).
 */
public final class JsonCodec implements Dialect {

    private static final byte[] ENTRIES = utf8("{\"op\":\"entries\",\"entries\":[");
    private static final byte[] FIRST = utf8("{\"position\":");
    private static final byte[] NEXT = utf8(",{\"position\":");

    @Override
    public Decoded text(ByteBuffer frame, Extras from) {
        try {
            return decode(StandardCharsets.UTF_8.newDecoder().decode(frame).toString(), from);
        } catch (CharacterCodingException e) {
            return bad("the frame must be valid UTF-8");
        }
    }

    @Override
    public Decoded binary(ByteBuffer frame, Extras from) {
        return bad("the frame must be a text frame");
    }

    /** What a text says. */
    Decoded decode(String text, Extras from) {
        String ref = "";
        try {
            JsonFields fields = JsonFields.parse(text);
            ref = fields.lenientString("ref", CommandReader.MAX_REF_BYTES).orElse("");
            return new Decoded.Understood(CommandReader.read(fields, from));
        } catch (InvalidInput e) {
            return new Decoded.NotUnderstood(Frame.Refused.of(ref, e));
        }
    }

    @Override
    public EncodedFrame encode(Frame frame) {
        return EncodedFrame.of(List.of(FrameWriter.write(frame)));
    }

    /** An entry from behind its position on. */
    @Override
    public byte[] share(Message message) {
        return FrameWriter.entryWithoutPosition(message);
    }

    /** Spliced around what is shared. */
    @Override
    public EncodedFrame push(List<Placed> entries, long head) {
        List<byte[]> parts = new ArrayList<>(3 * entries.size() + 2);
        parts.add(ENTRIES);
        for (Placed placed : entries) {
            parts.add(parts.size() == 1 ? FIRST : NEXT);
            parts.add(utf8(placed.position().toString()));
            parts.add(placed.message().in(this));
        }
        parts.add(utf8("],\"head\":" + head + ",\"more\":false}"));
        return EncodedFrame.of(parts);
    }

    private static Decoded bad(String expected) {
        return new Decoded.NotUnderstood(Frame.Refused.of("", new InvalidInput(ErrorCode.MALFORMED, "", expected)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
