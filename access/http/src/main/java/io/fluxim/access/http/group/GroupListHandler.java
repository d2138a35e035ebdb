package io.fluxim.access.http.group;

import io.fluxim.access.gate.form.Answer;
import io.fluxim.access.http.Call;
import io.fluxim.access.logic.group.Rights;
import io.fluxim.directory.group.Group;
import io.fluxim.directory.group.Groups;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Groups and their members as lists. Members are shown to members, groups to anyone who knows their id. */
@RestController
public final class GroupListHandler {

    private final Groups groups;
    private final Rights rights;
    private final MemberPages pages;

    GroupListHandler(Groups groups, Rights rights, MemberPages pages) {
        this.groups = groups;
        this.rights = rights;
        this.pages = pages;
    }

    @Operation(summary = "Groups in the order asked for; those that do not exist are left out.")
    @PostMapping("/group/get_groups_info")
    Mono<Answer<GroupRequests.Infos>> infos(Call<GroupRequests.Ids> call) {
        return groups.find(call.request().groupIDs()).map(found -> Answer.of(new GroupRequests.Infos(infos(found))));
    }

    @Operation(summary = "Groups that a user is in, by the bytes of their ids.")
    @PostMapping("/group/get_joined_group_list")
    Mono<Answer<GroupRequests.Joined>> joined(Call<GroupRequests.JoinedBy> call) {
        GroupRequests.JoinedBy asked = call.request();
        call.caller().mustBe("fromUserID", asked.fromUserID());
        return Mono.zip(
                groups.countJoined(asked.fromUserID()),
                groups.joined(
                        asked.fromUserID(),
                        asked.pagination().offset(),
                        asked.pagination().showNumber()),
                (total, found) -> Answer.of(new GroupRequests.Joined(total, infos(found))));
    }

    @Operation(summary = "Members: the owner, the admins, then by join time.")
    @PostMapping("/group/get_group_member_list")
    Mono<Answer<GroupRequests.MemberPage>> members(Call<GroupRequests.MemberList> call) {
        GroupRequests.MemberList asked = call.request();
        return rights.see(call.caller(), asked.groupID())
                .flatMap(group -> pages.page(group, asked.filter().orElse(0), asked.pagination()))
                .map(Answer::of);
    }

    @Operation(summary = "Those of these users who are members.")
    @PostMapping("/group/get_group_members_info")
    Mono<Answer<GroupRequests.Found>> memberInfos(Call<GroupRequests.Members> call) {
        GroupRequests.Members asked = call.request();
        return rights.see(call.caller(), asked.groupID())
                .flatMap(group -> groups.members(group.id(), asked.userIDs()))
                .flatMap(pages::infos)
                .map(found -> Answer.of(new GroupRequests.Found(found)));
    }

    private static List<GroupInfo> infos(List<Group> groups) {
        return groups.stream().map(GroupInfo::of).toList();
    }
}
