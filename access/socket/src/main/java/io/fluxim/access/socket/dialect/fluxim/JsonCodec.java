package io.fluxim.access.socket.dialect.fluxim;

import io.fluxim.access.socket.dialect.Decoded;
import io.fluxim.access.socket.outbound.EncodedFrame;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Fluxim's own wire protocol: JSON text, one object a frame, {@code op} first (design.md §4). Without state; every method
 * may be called from any thread.
 */
public final class JsonCodec {

    private static final byte[] ENTRIES = utf8("{\"op\":\"entries\",\"entries\":[");
    private static final byte[] FIRST = utf8("{\"position\":");
    private static final byte[] NEXT = utf8(",{\"position\":");

    /** An entry that is encoded up to its position: the part that all receivers share. */
    public record Shared(byte[] rest) {}

    /** A shared entry at its place in one inbox. */
    public record Placed(Position position, Shared entry) {}

    /**
     * What a client said. Never fails: whatever it is, there is an answer.
     *
     * @param device   the sender's installation, which travels with what it sends
     * @param platform the sender's platform
     */
    public Decoded decode(String text, String device, int platform) {
        String ref = "";
        try {
            JsonFields fields = JsonFields.parse(text);
            ref = fields.lenientString("ref", CommandReader.MAX_REF_BYTES).orElse("");
            return new Decoded.Understood(CommandReader.read(fields, device, platform));
        } catch (InvalidInput e) {
            return new Decoded.NotUnderstood(refused(ref, e));
        }
    }

    /** The answer to a command that complains like this. */
    public static Frame.Refused refused(String ref, InvalidInput e) {
        Optional<String> field = e.field().isEmpty() ? Optional.empty() : Optional.of(e.field());
        return new Frame.Refused(ref, e.code(), String.valueOf(e.getMessage()), field, OptionalLong.empty());
    }

    /** Any frame. */
    public EncodedFrame encode(Frame frame) {
        return EncodedFrame.of(List.of(FrameWriter.write(frame)));
    }

    /** The part of an entry that does not depend on the receiver. */
    public Shared share(Message message) {
        return new Shared(FrameWriter.entryWithoutPosition(message));
    }

    /** A pushed {@code entries} frame, spliced around what is shared. */
    public EncodedFrame push(List<Placed> entries, long head) {
        List<byte[]> parts = new ArrayList<>(3 * entries.size() + 2);
        parts.add(ENTRIES);
        for (Placed placed : entries) {
            parts.add(parts.size() == 1 ? FIRST : NEXT);
            parts.add(utf8(placed.position().toString()));
            parts.add(placed.entry().rest());
        }
        parts.add(utf8("],\"head\":" + head + ",\"more\":false}"));
        return EncodedFrame.of(parts);
    }

    /** The answer to bytes that are no text. */
    public static Frame.Refused notText(String expected) {
        return new Frame.Refused("", ErrorCode.MALFORMED, expected, Optional.empty(), OptionalLong.empty());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
