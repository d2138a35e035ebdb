package io.fluxim.access.http.user;

import io.fluxim.access.gate.auth.AdminProperties;
import io.fluxim.access.gate.form.Answer;
import io.fluxim.access.http.Call;
import io.fluxim.directory.user.ProfileChange;
import io.fluxim.directory.user.User;
import io.fluxim.directory.user.Users;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Registered users and their profiles. */
@RestController
public final class UserHandler {

    private final Users users;
    private final AdminProperties admin;
    private final Clock clock;

    UserHandler(Users users, AdminProperties admin, Clock clock) {
        this.users = users;
        this.admin = admin;
        this.clock = clock;
    }

    @Operation(summary = "Registers all of them or none; for the administrator only.")
    @PostMapping("/user/user_register")
    Mono<Answer<Void>> register(Call<UserRequests.Register> call) {
        call.caller().mustBeAdmin();
        List<UserRequests.NewUser> wanted = call.request().users();
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).userID().equals(admin.user())) {
                throw new InvalidInput(ErrorCode.USER_EXISTS, "users[" + i + "].userID", "is the administrator's");
            }
        }
        long now = clock.millis();
        return users.register(wanted.stream().map(user -> user.made(now)).toList())
                .thenReturn(Answer.done());
    }

    @Operation(summary = "Profiles in the order asked for; who is not registered is left out.")
    @PostMapping("/user/get_users_info")
    Mono<Answer<UserRequests.Infos>> infos(Call<UserRequests.Ids> call) {
        return users.find(call.request().userIDs()).map(found -> Answer.of(new UserRequests.Infos(infos(found))));
    }

    @Operation(summary = "Changes a profile; what is missing, empty or 0 stays as it is.")
    @PostMapping("/user/update_user_info")
    Mono<Answer<Void>> update(Call<UserRequests.Update> call) {
        return changed(call, call.request().userInfo().changeOfFilled());
    }

    @Operation(summary = "Changes a profile; what is missing or null stays as it is.")
    @PostMapping("/user/update_user_info_ex")
    Mono<Answer<Void>> updateEx(Call<UserRequests.Update> call) {
        return changed(call, call.request().userInfo().change());
    }

    @Operation(summary = "Which of these are registered; for the administrator only.")
    @PostMapping("/user/account_check")
    Mono<Answer<UserRequests.Checked>> check(Call<UserRequests.CheckedIds> call) {
        call.caller().mustBeAdmin();
        List<UserId> asked = call.request().checkUserIDs();
        return users.existing(asked)
                .map(found -> Answer.of(new UserRequests.Checked(
                        asked.stream().map(id -> account(id, found)).toList())));
    }

    @Operation(summary = "All users by the bytes of their ids, or the one of this id; for the administrator only.")
    @PostMapping("/user/get_users")
    Mono<Answer<UserRequests.Found>> page(Call<UserRequests.Search> call) {
        call.caller().mustBeAdmin();
        UserRequests.Search search = call.request();
        return search.userID()
                .map(this::one)
                .orElseGet(() -> Mono.zip(
                        users.count(),
                        users.page(
                                search.pagination().offset(),
                                search.pagination().showNumber()),
                        (total, found) -> Answer.of(new UserRequests.Found(total, infos(found)))));
    }

    private Mono<Answer<UserRequests.Found>> one(UserId id) {
        return users.find(List.of(id)).map(found -> Answer.of(new UserRequests.Found(found.size(), infos(found))));
    }

    private Mono<Answer<Void>> changed(Call<UserRequests.Update> call, ProfileChange change) {
        UserId id = call.request().userInfo().userID();
        call.caller().mustBe("userInfo.userID", id);
        return users.update(id, change)
                .onErrorMap(InvalidInput.class, refusal -> refusal.named("userInfo." + refusal.field()))
                .thenReturn(Answer.done());
    }

    private static UserRequests.Account account(UserId id, Set<UserId> registered) {
        return new UserRequests.Account(id.value(), registered.contains(id) ? 1 : 0);
    }

    private static List<UserInfo> infos(List<User> users) {
        return users.stream().map(UserInfo::of).toList();
    }
}
