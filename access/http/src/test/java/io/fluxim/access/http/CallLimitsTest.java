package io.fluxim.access.http;

import static io.fluxim.access.http.TestApi.ARGS;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.gate.form.Answer;
import io.fluxim.access.gate.limit.TestLimits;
import io.fluxim.access.gate.limit.TestTime;
import io.fluxim.access.logic.TestClock;
import io.fluxim.directory.token.InMemoryCutoffs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How often routes may be called, by whom. */
class CallLimitsTest {

    private static final String USER = "too many calls of this user; try again later";
    private static final String ADMIN = "too many calls of the administrator; try again later";
    private static final String LOGINS =
            "too many logins from this address (a proxy's, if it is not named in im.access.limits.trusted-proxies); try again later";

    private final TestTime time = new TestTime();
    private final TestApi api = api(
            "user.calls-per-second=1",
            "user.call-burst=2",
            "admin.calls-per-second=1",
            "admin.call-burst=4",
            "address.logins-per-second=1",
            "address.login-burst=3");

    record Nothing() {}

    /** An inner class, not a nested one: the application's scan, in integration tests, leaves it out. */
    @RestController
    final class Routes {

        @PostMapping("/call")
        Mono<Answer<Void>> call(Call<Nothing> call) {
            return Mono.just(Answer.done());
        }

        @PostMapping("/open")
        Mono<Answer<Void>> open(OpenCall<Nothing> call) {
            return Mono.just(Answer.done());
        }

        @LoginAttempt
        @PostMapping("/login")
        Mono<Answer<Void>> login(OpenCall<Nothing> call) {
            return Mono.just(Answer.done());
        }

        @LoginAttempt
        @PostMapping("/admins_login")
        Mono<Answer<Void>> adminsLogin(Call<Nothing> call) {
            call.caller().mustBeAdmin();
            return Mono.just(Answer.done());
        }
    }

    @Test
    void givenUser_whenHeCallsTooOften_thenHeWaitsAndOthersDoNot() {
        api.as("anna", "/call", "{}").isDone();
        api.as("anna", "/call", "{}").isDone();
        long pause = api.as("anna", "/call", "{}").isRefusedForNow(1001, ARGS, USER);
        api.as("bob", "/call", "{}").isDone();
        api.admin("/call", "{}").isDone();
        time.add(Duration.ofMillis(pause));
        api.as("anna", "/call", "{}").isDone();
    }

    @Test
    void givenAdministrator_whenHeCallsTooOften_thenHeHasALimitOfHisOwn() {
        for (int i = 0; i < 4; i++) {
            api.admin("/call", "{}").isDone();
        }
        api.admin("/call", "{}").isRefusedForNow(1001, ARGS, ADMIN);
    }

    @Test
    void givenUserOverHisRate_whenHisBodyIsBad_thenItIsNotLookedAt() {
        api.as("anna", "/call", "no json")
                .isRefused(1001, ARGS, "body: must be one valid JSON object; reading it stopped at line 1, column 1");
        api.as("anna", "/call", "{}").isDone();
        api.as("anna", "/call", "no json").isRefusedForNow(1001, ARGS, USER);
    }

    @Test
    void givenAddress_whenItLogsInTooOften_thenAllItsLoginsWaitAndNothingElse() {
        api.open("/login", "{}").isDone();
        api.admin("/admins_login", "{}").isDone();
        api.open("/login", "{}").isDone();
        api.open("/login", "{}").isRefusedForNow(1001, ARGS, LOGINS);
        long pause = api.admin("/admins_login", "{}").isRefusedForNow(1001, ARGS, LOGINS);
        api.open("/open", "{}").isDone();
        api.admin("/call", "{}").isDone();
        time.add(Duration.ofMillis(pause));
        api.open("/login", "{}").isDone();
    }

    @Test
    void givenNoLimits_whenCalledOften_thenServed() {
        TestApi free = api("user.calls-per-second=0", "admin.calls-per-second=0", "address.logins-per-second=0");
        for (int i = 0; i < 300; i++) {
            free.as("anna", "/call", "{}").isDone();
            free.open("/login", "{}").isDone();
        }
    }

    private TestApi api(String... keys) {
        Authenticator authenticator = TestApi.authenticator(new InMemoryCutoffs(), new TestClock());
        return TestApi.of(authenticator, TestLimits.rates(time, keys), new Routes());
    }
}
