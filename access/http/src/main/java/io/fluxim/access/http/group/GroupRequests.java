package io.fluxim.access.http.group;

import io.fluxim.access.http.Pagination;
import io.fluxim.access.logic.Visible;
import io.fluxim.directory.group.GroupProfile;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Optional;

/** What the routes under {@code /group} are called with and answer. */
final class GroupRequests {

    private GroupRequests() {}

    /**
     * A group to be made. The event that tells of it is always a message of the group, whatever {@code sendMessage} says.
     *
     * @param ownerUserID the caller where it is left out
     */
    record Create(
            Optional<List<UserId>> memberUserIDs,
            Profile groupInfo,
            Optional<List<UserId>> adminUserIDs,
            Optional<UserId> ownerUserID) {

        List<UserId> members() {
            return memberUserIDs.orElse(List.of());
        }

        List<UserId> admins() {
            return adminUserIDs.orElse(List.of());
        }
    }

    /** What is taken of a {@code GroupInfo}; the rest of it is the server's to say. */
    record Profile(
            Optional<GroupId> groupID,
            Optional<String> groupName,
            Optional<String> notification,
            Optional<String> introduction,
            Optional<String> faceURL,
            Optional<String> ex,
            Optional<Integer> groupType,
            Optional<Integer> needVerification,
            Optional<Integer> lookMemberInfo,
            Optional<Integer> applyMemberFriend) {

        Profile {
            groupID.ifPresent(id -> Visible.id("groupID", id.value()));
            groupName.filter(name -> !name.isEmpty()).ifPresent(name -> Visible.name("groupName", name));
            groupType.filter(type -> type != GroupInfo.WORKING_GROUP).ifPresent(type -> {
                throw InvalidInput.of("groupType", "must be 2, was " + type);
            });
            between("needVerification", 2, needVerification);
            between("lookMemberInfo", 1, lookMemberInfo);
            between("applyMemberFriend", 1, applyMemberFriend);
            // the bounds of the texts
            of(groupName, notification, introduction, faceURL, ex, needVerification, lookMemberInfo, applyMemberFriend);
        }

        GroupProfile profile() {
            return of(
                    groupName,
                    notification,
                    introduction,
                    faceURL,
                    ex,
                    needVerification,
                    lookMemberInfo,
                    applyMemberFriend);
        }

        private static GroupProfile of(
                Optional<String> name,
                Optional<String> notification,
                Optional<String> introduction,
                Optional<String> faceUrl,
                Optional<String> ex,
                Optional<Integer> needVerification,
                Optional<Integer> lookMemberInfo,
                Optional<Integer> applyMemberFriend) {
            return new GroupProfile(
                    name.orElse(""),
                    notification.orElse(""),
                    introduction.orElse(""),
                    faceUrl.orElse(""),
                    ex.orElse(""),
                    needVerification.orElse(0),
                    lookMemberInfo.orElse(0),
                    applyMemberFriend.orElse(0));
        }
    }

    record Invite(GroupId groupID, List<UserId> invitedUserIDs, Optional<String> reason) {

        Invite {
            filled("invitedUserIDs", invitedUserIDs);
        }
    }

    record Kick(GroupId groupID, List<UserId> kickedUserIDs, Optional<String> reason) {

        Kick {
            filled("kickedUserIDs", kickedUserIDs);
        }
    }

    /**
     * Who leaves.
     *
     * @param userID the caller where it is left out
     */
    record Quit(GroupId groupID, Optional<UserId> userID) {}

    record Ids(List<GroupId> groupIDs) {}

    record Members(GroupId groupID, List<UserId> userIDs) {}

    /**
     * A page of members.
     *
     * @param filter 0 all, 1 the owner, 2 admins, 3 members, 4 admins and members, 5 the owner and admins
     */
    record MemberList(GroupId groupID, Pagination pagination, Optional<Integer> filter, Optional<String> keyword) {

        MemberList {
            between("filter", 5, filter);
            if (keyword.filter(word -> !word.isEmpty()).isPresent()) {
                throw InvalidInput.of("keyword", "must be left out: members are not searched by name");
            }
        }
    }

    record JoinedBy(Pagination pagination, UserId fromUserID) {}

    record Made(GroupInfo groupInfo) {}

    record Infos(List<GroupInfo> groupInfos) {}

    record Joined(long total, List<GroupInfo> groups) {}

    record Found(List<MemberInfo> members) {}

    record MemberPage(int total, List<MemberInfo> members) {}

    private static void between(String field, int max, Optional<Integer> value) {
        value.filter(number -> number < 0 || number > max).ifPresent(number -> {
            throw InvalidInput.of(field, "must be 0 to " + max + ", was " + number);
        });
    }

    private static void filled(String field, List<UserId> users) {
        if (users.isEmpty()) {
            throw InvalidInput.of(field, "must not be empty");
        }
    }
}
