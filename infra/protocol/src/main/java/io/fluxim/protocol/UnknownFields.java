package io.fluxim.protocol;

import java.util.Arrays;
import java.util.HexFormat;

/** Fields that a newer release has written and this one does not know: kept, and written again as they came. */
public final class UnknownFields {

    /** There are none. */
    public static final UnknownFields NONE = new UnknownFields(new byte[0]);

    private final byte[] written;

    private UnknownFields(byte[] written) {
        this.written = written;
    }

    /** Fields as they were written in Protocol Buffers; the bytes are not copied and never change. */
    public static UnknownFields of(byte[] written) {
        return written.length == 0 ? NONE : new UnknownFields(written);
    }

    public boolean isEmpty() {
        return written.length == 0;
    }

    /** As they came; not to be changed. */
    public byte[] written() {
        return written;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnknownFields fields && Arrays.equals(written, fields.written);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(written);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(written);
    }
}
