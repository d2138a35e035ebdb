package io.fluxim.directory.group;

import io.fluxim.directory.Limits;

/**
 * What a group says of itself, and its rules for joining (OpenIM's {@code GroupInfo}).
 *
 * @param name              at most 255 bytes
 * @param notification      the announcement, at most 6 KiB
 * @param introduction      at most 6 KiB
 * @param faceUrl           at most 2,048 bytes
 * @param ex                free text of the app, at most 6 KiB
 * @param needVerification  0 applying needs approval, 1 everything does, 2 free entry
 * @param lookMemberInfo    OpenIM's switch
 * @param applyMemberFriend OpenIM's switch
 */
public record GroupProfile(
        String name,
        String notification,
        String introduction,
        String faceUrl,
        String ex,
        int needVerification,
        int lookMemberInfo,
        int applyMemberFriend) {

    public GroupProfile {
        Limits.checked("groupName", name, Limits.NAME_BYTES);
        Limits.checked("notification", notification, Limits.TEXT_BYTES);
        Limits.checked("introduction", introduction, Limits.TEXT_BYTES);
        Limits.checked("faceURL", faceUrl, Limits.URL_BYTES);
        Limits.checked("ex", ex, Limits.TEXT_BYTES);
    }

    /** A group with a name and nothing else. */
    public static GroupProfile named(String name) {
        return new GroupProfile(name, "", "", "", "", 0, 0, 0);
    }
}
