package io.fluxim.access.group;

import io.fluxim.access.http.Answer;
import io.fluxim.access.http.Call;
import io.fluxim.access.http.Caller;
import io.fluxim.directory.Groups;
import io.fluxim.directory.NewGroup;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Changes of groups. Each is answered when its event is in Kafka, at the place in the group's order where it takes effect; if
 * that takes too long, the answer says that the change is stored and will be delivered.
 */
@RestController
public final class GroupHandler {

    private final Groups groups;
    private final Rights rights;
    private final GroupChanges changes;

    GroupHandler(Groups groups, Rights rights, GroupChanges changes) {
        this.groups = groups;
        this.rights = rights;
        this.changes = changes;
    }

    /** Makes a group with its first members. */
    @Operation(summary = "Makes a group with its first members.")
    @PostMapping("/group/create_group")
    Mono<Answer<GroupRequests.Made>> create(Call<GroupRequests.Create> call) {
        GroupRequests.Create wanted = call.request();
        UserId owner = owner(call.caller(), wanted);
        NewGroup group = new NewGroup(
                wanted.groupInfo().groupID(),
                wanted.groupInfo().profile(),
                owner,
                wanted.admins(),
                wanted.members(),
                call.caller().user());
        return changes.registered("ownerUserID", List.of(owner))
                .then(changes.registered("adminUserIDs", wanted.admins()))
                .then(changes.registered("memberUserIDs", wanted.members()))
                .then(Mono.defer(() -> groups.create(group)))
                .onErrorMap(InvalidInput.class, GroupHandler::ofProfile)
                .flatMap(changes::sent)
                .map(changed -> Answer.of(new GroupRequests.Made(GroupInfo.of(changed.group()))));
    }

    /** Brings users in as plain members; who is in it already stays as he is. */
    @Operation(summary = "Brings users in as plain members; who is in it already stays as he is.")
    @PostMapping("/group/invite_user_to_group")
    Mono<Answer<Void>> invite(Call<GroupRequests.Invite> call) {
        GroupRequests.Invite wanted = call.request();
        return rights.invite(call.caller(), wanted.groupID())
                .then(changes.registered("invitedUserIDs", wanted.invitedUserIDs()))
                .then(Mono.defer(
                        () -> groups.invite(wanted.groupID(), call.caller().user(), wanted.invitedUserIDs())))
                .flatMap(changes::sent)
                .thenReturn(Answer.done());
    }

    /** Removes members, all of them or none. */
    @Operation(summary = "Removes members, all of them or none.")
    @PostMapping("/group/kick_group")
    Mono<Answer<Void>> kick(Call<GroupRequests.Kick> call) {
        GroupRequests.Kick wanted = call.request();
        return rights.kick(call.caller(), wanted.groupID(), wanted.kickedUserIDs())
                .then(Mono.defer(
                        () -> groups.kick(wanted.groupID(), call.caller().user(), wanted.kickedUserIDs())))
                .flatMap(changes::sent)
                .thenReturn(Answer.done());
    }

    /** Leaves a group; its owner cannot. */
    @Operation(summary = "Leaves a group; its owner cannot.")
    @PostMapping("/group/quit_group")
    Mono<Answer<Void>> quit(Call<GroupRequests.Quit> call) {
        UserId user = call.request().userID().orElse(call.caller().user());
        call.caller().mustBe("userID", user);
        return groups.quit(call.request().groupID(), user)
                .flatMap(changes::sent)
                .thenReturn(Answer.done());
    }

    private static UserId owner(Caller caller, GroupRequests.Create wanted) {
        if (wanted.ownerUserID().isEmpty() && caller.admin()) {
            throw InvalidInput.of("ownerUserID", "is required: a user id");
        }
        UserId owner = wanted.ownerUserID().orElse(caller.user());
        caller.mustBe("ownerUserID", owner);
        return owner;
    }

    /** The directory knows the group's id by its name alone. */
    private static InvalidInput ofProfile(InvalidInput refusal) {
        return refusal.field().equals("groupID") ? refusal.named("groupInfo.groupID") : refusal;
    }
}
