package io.fluxim.access.http.user;

import io.fluxim.access.gate.auth.AdminProperties;
import io.fluxim.access.gate.auth.AdminSecret;
import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.gate.auth.Authenticator.Issued;
import io.fluxim.access.gate.auth.ThrottledAuthenticator;
import io.fluxim.access.gate.form.Answer;
import io.fluxim.access.http.Call;
import io.fluxim.access.http.LoginAttempt;
import io.fluxim.access.http.OpenCall;
import io.fluxim.access.logic.Platform;
import io.fluxim.directory.user.Users;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Tokens: made by the app's server for its users, and revoked by it.
 *
 * <p>A user may have any number of them on any platform; none is revoked by making another.
 */
@RestController
public final class TokenHandler {

    /** Where tokens are made, and where they and the secret are examined. */
    record Desk(Authenticator authenticator, ThrottledAuthenticator door, AdminSecret secret) {}

    private final Desk desk;
    private final Users users;
    private final AdminProperties admin;

    TokenHandler(Desk desk, Users users, AdminProperties admin) {
        this.desk = desk;
        this.users = users;
        this.admin = admin;
    }

    @Operation(summary = "A token that may act for everybody, for who knows the secret.")
    @LoginAttempt
    @PostMapping("/auth/get_admin_token")
    Mono<Answer<TokenRequests.Made>> adminToken(OpenCall<TokenRequests.ForAdmin> call) {
        return Mono.fromRunnable(() -> desk.secret()
                        .check(
                                call.address(),
                                call.request().userID(),
                                call.request().secret()))
                .then(Mono.defer(() -> desk.authenticator().issue(admin.user(), Platform.ADMIN)))
                .map(TokenHandler::made);
    }

    @Operation(summary = "A token for a registered user; for the administrator only.")
    @LoginAttempt
    @PostMapping("/auth/get_user_token")
    Mono<Answer<TokenRequests.Made>> userToken(Call<TokenRequests.OfLogin> call) {
        call.caller().mustBeAdmin();
        TokenRequests.OfLogin login = call.request();
        if (login.platform() == Platform.ADMIN) {
            throw new InvalidInput(
                    ErrorCode.NOT_PERMITTED, "platformID", "must be a user's, 1 to 9 or 11; 10 is the administrator's");
        }
        if (login.userID().equals(admin.user())) {
            throw new InvalidInput(ErrorCode.NOT_PERMITTED, "userID", "must not be the administrator");
        }
        return users.registered(login.userID(), "userID")
                .flatMap(user -> desk.authenticator().issue(user, login.platform()))
                .map(TokenHandler::made);
    }

    @Operation(summary = "Whose token this is, if it is valid now.")
    @LoginAttempt
    @PostMapping("/auth/parse_token")
    Mono<Answer<TokenRequests.Parsed>> parse(OpenCall<TokenRequests.Written> call) {
        return desk.door()
                .authenticate(call.address(), call.request().token())
                .map(token -> Answer.of(new TokenRequests.Parsed(
                        token.user().value(),
                        token.platform().number(),
                        Duration.ofMillis(token.expiresAt()).toSeconds())));
    }

    /** Revokes all tokens of a user on a platform that were issued until now; open sessions end within a minute. */
    @Operation(
            summary =
                    "Revokes all tokens of a user on a platform that were issued until now; open sessions end within a minute.")
    @PostMapping("/auth/force_logout")
    Mono<Answer<Void>> forceLogout(Call<TokenRequests.OfLogin> call) {
        call.caller().mustBeAdmin();
        TokenRequests.OfLogin login = call.request();
        return (login.userID().equals(admin.user())
                        ? Mono.just(admin.user())
                        : users.registered(login.userID(), "userID"))
                .flatMap(user -> desk.authenticator().revoke(user, login.platform()))
                .thenReturn(Answer.done());
    }

    private static Answer<TokenRequests.Made> made(Issued issued) {
        // the expiry is a whole second at or below issue time + life: rounded up again
        long millis = issued.token().expiresAt() - issued.token().issuedAt() + 999;
        return Answer.of(new TokenRequests.Made(
                issued.written(), Duration.ofMillis(millis).toSeconds()));
    }
}
