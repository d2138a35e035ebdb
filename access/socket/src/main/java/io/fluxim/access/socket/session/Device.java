package io.fluxim.access.socket.session;

import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.nio.charset.StandardCharsets;

/**
 * One installation of a client, as it calls itself.
 *
 * @param name 1 to 64 bytes of UTF-8 without control characters and unpaired surrogates
 */
public record Device(UserId user, String name) {

    private static final int MAX_BYTES = 64;

    public Device {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw InvalidInput.of("device", "must be 1 to " + MAX_BYTES + " bytes of UTF-8, was " + bytes);
        }
        if (name.codePoints().anyMatch(Device::unprintable)) {
            throw InvalidInput.of("device", "must not contain control characters or unpaired surrogates");
        }
    }

    private static boolean unprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
