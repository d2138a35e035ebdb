package io.fluxim.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a message says.
 *
 * @param type what kind of thing the body is
 * @param body any JSON value as compact text, at most {@link #MAX_BODY_BYTES} of UTF-8; stored as it came
 */
public record Content(MessageType type, String body) {

    /** UTF-8 bytes: a batch of 500 stays far below every store's packet limit. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    public Content {
        int bytes = utf8Length(body);
        if (bytes > MAX_BODY_BYTES) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE, "body", "must be at most " + MAX_BODY_BYTES + " bytes of UTF-8, was " + bytes);
        }
    }

    /** Tells two contents apart without their bodies: 32 hex digits. The same id with another hash is a conflict. */
    public String hash() {
        MessageDigest sha = MessageId.sha256();
        MessageId.update(sha, type.hashed());
        MessageId.update(sha, body);
        return HexFormat.of().formatHex(sha.digest(), 0, MessageId.BYTES);
    }

    /** The size that limits are about. */
    public int bodyBytes() {
        return utf8Length(body);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
