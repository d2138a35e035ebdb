package io.fluxim.protocol;

import java.nio.charset.StandardCharsets;

/** The rule for user and group ids: one place, because keys of three stores are built from them. */
final class Names {

    /** Bytes of UTF-8; the widest id that fits every key and column. */
    static final int MAX_BYTES = 64;

    private Names() {}

    /** The value itself, or {@link InvalidInput} that names the field. */
    static String checked(String field, String value) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw InvalidInput.of(field, "must be 1 to " + MAX_BYTES + " bytes of UTF-8, was " + bytes);
        }
        if (!value.codePoints().allMatch(Names::allowed)) {
            throw InvalidInput.of(
                    field, "must not contain ':', white space, control characters or unpaired surrogates");
        }
        return value;
    }

    private static boolean allowed(int codePoint) {
        return codePoint != ':'
                && !Character.isWhitespace(codePoint)
                && !Character.isSpaceChar(codePoint)
                && !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE;
    }
}
