package io.fluxim.access.socket.outbound;

import java.util.List;

/**
 * A frame as it goes over the wire, in parts, so that what many receive is encoded once and shared.
 *
 * @param parts arrays that nobody changes any more
 * @param bytes length of all of them
 */
public record EncodedFrame(List<byte[]> parts, int bytes) {

    public EncodedFrame {
        parts = List.copyOf(parts);
    }

    /** The parts, one after the other. */
    public static EncodedFrame of(List<byte[]> parts) {
        return new EncodedFrame(
                parts, parts.stream().mapToInt(part -> part.length).sum());
    }
}
