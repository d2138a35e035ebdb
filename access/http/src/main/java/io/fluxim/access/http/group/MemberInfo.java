package io.fluxim.access.http.group;

import io.fluxim.directory.group.Member;
import io.fluxim.directory.user.User;

/** OpenIM's {@code GroupMemberFullInfo}, as it is answered. Names and pictures are those of the user. */
record MemberInfo(
        String groupID,
        String userID,
        int roleLevel,
        long joinTime,
        String nickname,
        String faceURL,
        int appMangerLevel,
        int joinSource,
        String operatorUserID,
        String ex,
        long muteEndTime,
        String inviterUserID) {

    /** OpenIM's number for who was brought in by another, as everybody is here. */
    private static final int INVITED = 2;

    static MemberInfo of(Member member, User user) {
        return new MemberInfo(
                member.group().value(),
                member.user().value(),
                member.role().level(),
                member.joinTime(),
                user.nickname(),
                user.faceUrl(),
                user.appManagerLevel(),
                INVITED,
                member.inviter().value(),
                "",
                0,
                member.inviter().value());
    }
}
