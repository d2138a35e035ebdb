package io.fluxim.access.http.user;

import io.fluxim.directory.user.User;

/** OpenIM's {@code UserInfo}, as it is answered. Its spelling of {@code appMangerLevel} is theirs. */
public record UserInfo(
        String userID,
        String nickname,
        String faceURL,
        String ex,
        long createTime,
        int appMangerLevel,
        int globalRecvMsgOpt) {

    public static UserInfo of(User user) {
        return new UserInfo(
                user.id().value(),
                user.nickname(),
                user.faceUrl(),
                user.ex(),
                user.createTime(),
                user.appManagerLevel(),
                user.globalRecvMsgOpt());
    }
}
