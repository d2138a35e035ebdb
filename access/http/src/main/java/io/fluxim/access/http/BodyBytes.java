package io.fluxim.access.http;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import java.io.ByteArrayOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/** A request's body, copied as it comes: in a million pieces of a byte it takes no more memory than in one. */
final class BodyBytes {

    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    BodyBytes(int most) {
        this.most = most;
    }

    /** Takes the buffer over; {@link InvalidInput} once there is more than the most. */
    void add(DataBuffer buffer) {
        try {
            if (bytes.size() + buffer.readableByteCount() > most) {
                throw new InvalidInput(ErrorCode.TOO_LARGE, "body", "must be at most " + most + " bytes");
            }
            byte[] piece = new byte[buffer.readableByteCount()];
            buffer.read(piece);
            bytes.writeBytes(piece);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    byte[] all() {
        return bytes.toByteArray();
    }
}
