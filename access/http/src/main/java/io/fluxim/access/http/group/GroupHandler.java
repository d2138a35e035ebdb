package io.fluxim.access.http.group;

import io.fluxim.access.gate.form.Answer;
import io.fluxim.access.gate.limit.KeyedRateLimiter;
import io.fluxim.access.http.Call;
import io.fluxim.access.logic.Caller;
import io.fluxim.access.logic.group.GroupChanges;
import io.fluxim.directory.group.Actor;
import io.fluxim.directory.group.GroupRule;
import io.fluxim.directory.group.GroupRules;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.NewGroup;
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
    private final GroupChanges changes;
    private final KeyedRateLimiter<UserId> memberChanges;

    /** @param memberChanges how many members users may add and remove; the administrator any number */
    GroupHandler(Groups groups, GroupChanges changes, KeyedRateLimiter<UserId> memberChanges) {
        this.groups = groups;
        this.memberChanges = memberChanges;
        this.changes = changes;
    }

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
        charge(call.caller(), group.users().size());
        return changes.registered("ownerUserID", List.of(owner))
                .then(changes.registered("adminUserIDs", wanted.admins()))
                .then(changes.registered("memberUserIDs", wanted.members()))
                .then(Mono.defer(() -> groups.create(group)))
                .onErrorMap(InvalidInput.class, GroupHandler::ofProfile)
                .flatMap(changes::sent)
                .map(changed -> Answer.of(new GroupRequests.Made(GroupInfo.of(changed.group()))));
    }

    @Operation(summary = "Brings users in as plain members; who is in it already stays as they are.")
    @PostMapping("/group/invite_user_to_group")
    Mono<Answer<Void>> invite(Call<GroupRequests.Invite> call) {
        GroupRequests.Invite wanted = call.request();
        GroupRule rule = GroupRules.invite(actor(call.caller()), wanted.invitedUserIDs());
        charge(call.caller(), wanted.invitedUserIDs().size());
        return changes.registered("invitedUserIDs", wanted.invitedUserIDs())
                .then(Mono.defer(() -> groups.change(wanted.groupID(), rule)))
                .flatMap(changes::sent)
                .thenReturn(Answer.done());
    }

    @Operation(summary = "Removes members, all of them or none.")
    @PostMapping("/group/kick_group")
    Mono<Answer<Void>> kick(Call<GroupRequests.Kick> call) {
        GroupRequests.Kick wanted = call.request();
        GroupRule rule = GroupRules.kick(actor(call.caller()), wanted.kickedUserIDs());
        charge(call.caller(), wanted.kickedUserIDs().size());
        return groups.change(wanted.groupID(), rule).flatMap(changes::sent).thenReturn(Answer.done());
    }

    @Operation(summary = "Leaves a group; its owner cannot.")
    @PostMapping("/group/quit_group")
    Mono<Answer<Void>> quit(Call<GroupRequests.Quit> call) {
        UserId user = call.request().userID().orElse(call.caller().user());
        call.caller().mustBe("userID", user);
        return groups.change(call.request().groupID(), GroupRules.quit(user))
                .flatMap(changes::sent)
                .thenReturn(Answer.done());
    }

    /** Before anything is looked up: changes are paid for by what they cost. */
    private void charge(Caller caller, int members) {
        if (!caller.admin()) {
            memberChanges.take(caller.user(), members).ifPresent(tooMany -> {
                throw tooMany;
            });
        }
    }

    private static Actor actor(Caller caller) {
        return new Actor(caller.user(), caller.admin());
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
