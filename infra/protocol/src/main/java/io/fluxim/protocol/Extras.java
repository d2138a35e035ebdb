package io.fluxim.protocol;

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
 */
public record Extras(
        int platform,
        String device,
        Map<String, Boolean> options,
        List<String> atUsers,
        String ex,
        OfflinePush offlinePush) {

    /** Nothing of all this. */
    public static final Extras NONE = new Extras(0, "", Map.of(), List.of(), "", OfflinePush.NONE);

    public Extras {
        options = Map.copyOf(options);
        atUsers = List.copyOf(atUsers);
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
