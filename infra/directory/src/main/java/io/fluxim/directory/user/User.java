package io.fluxim.directory.user;

import io.fluxim.directory.Limits;
import io.fluxim.protocol.UserId;

/**
 * A registered user.
 *
 * @param id               never changes
 * @param nickname         at most 255 bytes
 * @param faceUrl          at most 2,048 bytes
 * @param ex               free text of the app, at most 6 KiB
 * @param createTime       Unix milliseconds
 * @param appManagerLevel  OpenIM's {@code appMangerLevel}: 1 user, 2 admin, 3 notification account, 4 robot
 * @param globalRecvMsgOpt OpenIM's: 0 receive, 1 do not receive, 2 receive without notification
 */
public record User(
        UserId id,
        String nickname,
        String faceUrl,
        String ex,
        long createTime,
        int appManagerLevel,
        int globalRecvMsgOpt) {

    /** {@link #appManagerLevel} of an ordinary user. */
    public static final int ORDINARY = 1;

    public User {
        Limits.checked("nickname", nickname, Limits.NAME_BYTES);
        Limits.checked("faceURL", faceUrl, Limits.URL_BYTES);
        Limits.checked("ex", ex, Limits.TEXT_BYTES);
    }

    /** An ordinary user without a picture. */
    public static User of(UserId id, String nickname, long createTime) {
        return new User(id, nickname, "", "", createTime, ORDINARY, 0);
    }

    /** This user after a change. */
    public User with(ProfileChange change) {
        return new User(
                id,
                change.nickname().orElse(nickname),
                change.faceUrl().orElse(faceUrl),
                change.ex().orElse(ex),
                createTime,
                appManagerLevel,
                change.globalRecvMsgOpt().orElse(globalRecvMsgOpt));
    }
}
