package io.fluxim.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What travels with a message for clients and for offline push; the platform itself does not act on it.
 *
 * @param platform   the sender's platform, OpenIM's number (errors.md §4); 0 where unknown
 * @param device     the sender's installation
 * @param options    OpenIM's switches by name
 * @param atUsers    who is addressed by {@code @}
 * @param ex         free text of the app
 * @param offlinePush what a notification shows while the receiver is away
 * @param operationId the request that made the message, as its caller names it; empty for none
 */
public record Extras(
        int platform,
        String device,
        Map<String, Boolean> options,
        List<String> atUsers,
        String ex,
        OfflinePush offlinePush,
        String operationId) {

    /** Bytes of UTF-8 of {@code ex}, and of each text of {@code offlinePush}, that a message may be sent with. */
    public static final int MAX_EX_BYTES = 8 * 1024;
    /** Users that a message may be sent to by {@code @}. */
    public static final int MAX_AT_USERS = 500;
    /** Options that a message may be sent with. */
    public static final int MAX_OPTIONS = 64;
    /** Bytes of UTF-8 of an {@code operationId} that a user's message may carry. */
    public static final int MAX_OPERATION_ID_BYTES = 256;

    /** Nothing of all this. */
    public static final Extras NONE = new Extras(0, "", Map.of(), List.of(), "", OfflinePush.NONE, "");

    public Extras {
        options = Map.copyOf(options);
        atUsers = List.copyOf(atUsers);
    }

    /** Made by a request that nobody has named. */
    public Extras(
            int platform,
            String device,
            Map<String, Boolean> options,
            List<String> atUsers,
            String ex,
            OfflinePush offlinePush) {
        this(platform, device, options, atUsers, ex, offlinePush, "");
    }

    /** The same, made by this request. */
    public Extras madeBy(String operation) {
        return new Extras(platform, device, options, atUsers, ex, offlinePush, operation);
    }

    /** {@link InvalidInput} if the name of the request is too long. */
    void checkOperationId() {
        int bytes = operationId.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_OPERATION_ID_BYTES) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE,
                    "operationID",
                    "must be at most " + MAX_OPERATION_ID_BYTES + " bytes of UTF-8, was " + bytes);
        }
    }

    /** Where a message comes from, and nothing else. */
    public static Extras from(int platform, String device) {
        return new Extras(platform, device, Map.of(), List.of(), "", OfflinePush.NONE);
    }

    /** OpenIM's {@code offlinePushInfo}. */
    public record OfflinePush(String title, String desc, String ex, String iosSound, boolean iosBadge) {

        public static final OfflinePush NONE = new OfflinePush("", "", "", "", false);
    }
}
