package io.fluxim.directory;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** What fits the columns: bytes of UTF-8, which is never less than characters. Checked before a statement is built. */
public final class Limits {

    /** Most users, groups or members in one call; more is refused as {@code too_large}. */
    public static final int AT_ONCE = 1000;

    public static final int NAME_BYTES = 255;
    public static final int URL_BYTES = 2048;
    /** A tenth of the column, so that lists of groups and users stay small enough to be answered. */
    public static final int TEXT_BYTES = 6 * 1024;

    private Limits() {}

    /** The value itself, or {@link InvalidInput} that names the field. */
    public static String checked(String field, String value, int maxBytes) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE, field, "must be at most " + maxBytes + " bytes of UTF-8, was " + bytes);
        }
        return value;
    }

    /** Bounds of a page; {@link InvalidInput} for the pagination otherwise. */
    public static void page(int offset, int limit) {
        if (offset < 0 || limit < 1 || limit > AT_ONCE) {
            throw InvalidInput.of("pagination", "must start at 0 or later and hold 1 to " + AT_ONCE + " entries");
        }
    }

    /** {@link InvalidInput} for the field where it names more than {@link #AT_ONCE}. */
    public static void count(String field, Collection<?> values) {
        if (values.size() > AT_ONCE) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE, field, "must be at most " + AT_ONCE + " at once, was " + values.size());
        }
    }
}
