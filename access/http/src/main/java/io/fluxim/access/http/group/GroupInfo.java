package io.fluxim.access.http.group;

import io.fluxim.directory.group.Group;
import io.fluxim.directory.group.GroupProfile;

/** OpenIM's {@code GroupInfo}, as it is answered. */
record GroupInfo(
        String groupID,
        String groupName,
        String notification,
        String introduction,
        String faceURL,
        String ownerUserID,
        long createTime,
        int memberCount,
        String ex,
        int status,
        String creatorUserID,
        int groupType,
        int needVerification,
        int lookMemberInfo,
        int applyMemberFriend,
        long notificationUpdateTime,
        String notificationUserID) {

    /** OpenIM has no other type any more. */
    static final int WORKING_GROUP = 2;

    static GroupInfo of(Group group) {
        GroupProfile profile = group.profile();
        return new GroupInfo(
                group.id().value(),
                profile.name(),
                profile.notification(),
                profile.introduction(),
                profile.faceUrl(),
                group.owner().value(),
                group.createTime(),
                group.memberCount(),
                profile.ex(),
                group.status(),
                group.creator().value(),
                WORKING_GROUP,
                profile.needVerification(),
                profile.lookMemberInfo(),
                profile.applyMemberFriend(),
                0,
                "");
    }
}
