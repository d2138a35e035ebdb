package io.fluxim.access.http.user;

import static io.fluxim.access.http.TestApi.ARGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.auth.AdminSecret;
import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.gate.auth.ThrottledAuthenticator;
import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.access.gate.limit.TestLimits;
import io.fluxim.access.gate.limit.TestTime;
import io.fluxim.access.http.TestApi;
import io.fluxim.access.logic.Platform;
import io.fluxim.access.logic.TestClock;
import io.fluxim.directory.token.Cutoffs;
import io.fluxim.directory.token.InMemoryCutoffs;
import io.fluxim.directory.user.InMemoryUsers;
import io.fluxim.protocol.StoreUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TokenHandlerTest {

    private static final long DAYS_90 = Duration.ofDays(90).toSeconds();
    private static final int GUESSES = 10;
    private static final int BAD_TOKENS = 5;
    private static final String MALFORMED = "token: This is not a token.";
    private static final String DENIED = "NoPermissionError";

    private final TestClock clock = new TestClock();
    private final TestTime time = new TestTime();
    private final RateLimits rates = TestLimits.rates(
            time, "address.bad-secrets-per-minute=" + GUESSES, "address.bad-tokens-per-minute=" + BAD_TOKENS);
    private final TestApi api = api(new InMemoryCutoffs());

    private TestApi api(Cutoffs cutoffs) {
        Authenticator authenticator = TestApi.authenticator(cutoffs, clock);
        TokenHandler.Desk desk = new TokenHandler.Desk(
                authenticator,
                new ThrottledAuthenticator(authenticator, rates.badTokens()),
                new AdminSecret(TestApi.ADMIN, rates.badSecrets()));
        return TestApi.of(
                authenticator, rates, new TokenHandler(desk, InMemoryUsers.with("anna", "bob"), TestApi.ADMIN));
    }

    @Test
    void givenSecret_whenAdminTokenIsMade_thenItMakesUserTokens() {
        var admin = api.open("/auth/get_admin_token", adminBody(TestApi.SECRET)).data();
        assertThat(admin.path("expireTimeSeconds").asLong()).isEqualTo(DAYS_90);
        var made = api.with(admin.path("token").asString(), "/auth/get_user_token", login("anna", 5))
                .data();
        assertThat(made.path("expireTimeSeconds").asLong()).isEqualTo(DAYS_90);
        api.open("/auth/parse_token", written(made.path("token").asString()))
                .isData("{\"userID\":\"anna\",\"platformID\":5,\"expireTimeSeconds\":"
                        + (clock.millis() / 1000 + DAYS_90) + "}");
    }

    @Test
    void givenWrongSecretOrUser_whenAdminTokenIsAsked_thenDenied() {
        String detail = "secret: must be the administrator's, with their userID";
        api.open("/auth/get_admin_token", adminBody("wrong")).isRefused(1002, DENIED, detail);
        api.open("/auth/get_admin_token", "{\"secret\":\"" + TestApi.SECRET + "\",\"userID\":\"anna\"}")
                .isRefused(1002, DENIED, detail);
        api.open("/auth/get_admin_token", "{\"userID\":\"imAdmin\"}")
                .isRefused(1001, ARGS, "secret: is required: a string");
    }

    @Test
    void givenManyWrongSecrets_whenAskedAgain_thenEvenTheRightOneWaits() {
        for (int i = 0; i < GUESSES; i++) {
            api.open("/auth/get_admin_token", adminBody("guess " + i))
                    .isRefused(1002, DENIED, "secret: must be the administrator's, with their userID");
        }
        api.open("/auth/get_admin_token", adminBody(TestApi.SECRET))
                .isRefusedForNow(
                        1001,
                        ARGS,
                        "too many wrong secrets from this address (a proxy's, if it is not named in im.access.limits.trusted-proxies); try again later");
        time.add(Duration.ofMinutes(1));
        api.open("/auth/get_admin_token", adminBody(TestApi.SECRET)).data();
    }

    @Test
    void givenRightSecret_whenAskedOften_thenNeverLimited() {
        for (int i = 0; i < 3 * GUESSES; i++) {
            api.open("/auth/get_admin_token", adminBody(TestApi.SECRET)).data();
        }
    }

    @Test
    void givenBadLogins_whenUserTokenIsAsked_thenRefused() {
        api.admin("/auth/get_user_token", login("nobody", 1))
                .isRefused(1101, "UserIDNotFoundError", "userID: must be the id of a registered user, was nobody");
        api.admin("/auth/get_user_token", login("anna", 12))
                .isRefused(1001, ARGS, "platformID: must be a platform's number, 1 to 11, was 12");
        api.admin("/auth/get_user_token", login("anna", 10))
                .isRefused(1002, DENIED, "platformID: must be a user's, 1 to 9 or 11; 10 is the administrator's");
        api.admin("/auth/get_user_token", login("imAdmin", 1))
                .isRefused(1002, DENIED, "userID: must not be the administrator");
        api.as("anna", "/auth/get_user_token", login("anna", 1))
                .isRefused(1002, DENIED, "token: must be an administrator's (/auth/get_admin_token)");
    }

    @Test
    void givenBadToken_whenParsed_thenItsNumber() {
        api.open("/auth/parse_token", written("abc")).isRefused(1503, "TokenMalformedError", MALFORMED);
        api.open("/auth/parse_token", "{}").isRefused(1001, ARGS, "token: is required: a string");
    }

    @Test
    void givenManyBadTokens_whenAGoodOneIsShown_thenItWaits() {
        String token = userToken("anna");
        for (int i = 0; i < BAD_TOKENS; i++) {
            api.with("bad", "/auth/get_user_token", "{}").isRefused(1503, "TokenMalformedError", MALFORMED);
        }
        String detail =
                "too many wrong tokens from this address (a proxy's, if it is not named in im.access.limits.trusted-proxies); try again later";
        api.open("/auth/parse_token", written(token)).isRefusedForNow(1001, ARGS, detail);
        long pause = api.admin("/auth/get_user_token", login("anna", 5)).isRefusedForNow(1001, ARGS, detail);
        assertThat(pause).isBetween(1L, Duration.ofMinutes(1).toMillis() / BAD_TOKENS + 1);
        time.add(Duration.ofMillis(pause));
        api.open("/auth/parse_token", written(token)).data();
    }

    @Test
    void givenTokens_whenForcedOut_thenThatPlatformsAreRevokedAndNoOthers() {
        String web = api.token("anna", Platform.WEB);
        String ios = api.token("anna", Platform.IOS);
        String bobs = api.token("bob", Platform.WEB);
        api.admin("/auth/force_logout", login("anna", 5)).isDone();
        api.open("/auth/parse_token", written(web))
                .isRefused(1506, "TokenKickedError", "token: The token was revoked.");
        api.open("/auth/parse_token", written(ios)).data();
        api.open("/auth/parse_token", written(bobs)).data();
    }

    @Test
    void givenForcedOut_whenTokenIsMadeInTheSameMillisecond_thenItIsValidAndTheNextForceRevokesIt() {
        for (int i = 0; i < 3; i++) {
            api.admin("/auth/force_logout", login("anna", 5)).isDone();
            String token = userToken("anna");
            api.open("/auth/parse_token", written(token)).data();
            api.admin("/auth/force_logout", login("anna", 5)).isDone();
            api.open("/auth/parse_token", written(token))
                    .isRefused(1506, "TokenKickedError", "token: The token was revoked.");
        }
    }

    @Test
    void givenForcedOut_whenTokenIsMadeByAClockBehind_thenItIsValid() {
        String before = userToken("anna");
        api.admin("/auth/force_logout", login("anna", 5)).isDone();
        clock.add(Duration.ofSeconds(-3));
        api.open("/auth/parse_token", written(userToken("anna"))).data();
        api.open("/auth/parse_token", written(before))
                .isRefused(1506, "TokenKickedError", "token: The token was revoked.");
    }

    @Test
    void givenForcedOutAtAnotherNode_whenTokenIsMadeHere_thenItIsValidEverywhere() {
        InMemoryCutoffs store = new InMemoryCutoffs();
        TestApi there = api(store);
        TestApi here = api(new Remembering(store));
        there.admin("/auth/force_logout", login("anna", 5)).isDone();
        String token = here.admin("/auth/get_user_token", login("anna", 5))
                .data()
                .path("token")
                .asString();
        there.open("/auth/parse_token", written(token)).data();
        here.open("/auth/parse_token", written(token)).data();
    }

    @Test
    void givenTokenOfANodeWhoseClockIsAhead_whenForcedOut_thenRevoked() {
        clock.add(Duration.ofSeconds(4));
        String ahead = userToken("anna");
        clock.add(Duration.ofSeconds(-4));
        api.admin("/auth/force_logout", login("anna", 5)).isDone();
        api.open("/auth/parse_token", written(ahead))
                .isRefused(1506, "TokenKickedError", "token: The token was revoked.");
    }

    @Test
    void givenBadLogins_whenForcedOut_thenRefused() {
        api.admin("/auth/force_logout", login("nobody", 5))
                .isRefused(1101, "UserIDNotFoundError", "userID: must be the id of a registered user, was nobody");
        api.as("anna", "/auth/force_logout", login("anna", 5))
                .isRefused(1002, DENIED, "token: must be an administrator's (/auth/get_admin_token)");
    }

    @Test
    void givenAdminToken_whenForcedOut_thenRevokedToo() {
        String token = api.token("imAdmin", Platform.ADMIN);
        api.with(token, "/auth/force_logout", login("imAdmin", 10)).isDone();
        api.with(token, "/auth/force_logout", login("imAdmin", 10))
                .isRefused(1506, "TokenKickedError", "token: The token was revoked.");
    }

    @Test
    void givenDirectoryAway_whenTokenIsChecked_thenFailsClosed() {
        String token = api.token("anna", Platform.WEB);
        api(new Away())
                .open("/auth/parse_token", written(token))
                .isRefusedForNow(
                        500, "ServerInternalError", "a store that is needed cannot answer; temporary, try again");
    }

    private String userToken(String user) {
        return api.admin("/auth/get_user_token", login(user, 5))
                .data()
                .path("token")
                .asString();
    }

    private static String adminBody(String secret) {
        return "{\"secret\":\"" + secret + "\",\"userID\":\"imAdmin\"}";
    }

    private static String login(String user, int platform) {
        return "{\"platformID\":" + platform + ",\"userID\":\"" + user + "\"}";
    }

    private static String written(String token) {
        return "{\"token\":\"" + token + "\"}";
    }

    /** What a node sees that remembers from before another one raised anything. */
    private record Remembering(Cutoffs store) implements Cutoffs {

        @Override
        public Mono<Map<Login, Long>> of(Collection<Login> logins) {
            return Mono.just(Map.of());
        }

        @Override
        public Mono<Long> now(Login login) {
            return store.now(login);
        }

        @Override
        public Mono<Long> raise(Login login, long cutoff) {
            return store.raise(login, cutoff);
        }
    }

    private static final class Away implements Cutoffs {

        @Override
        public Mono<Map<Login, Long>> of(Collection<Login> logins) {
            return Mono.error(new StoreUnavailable("reading cut-offs", new IllegalStateException("away")));
        }

        @Override
        public Mono<Long> now(Login login) {
            return of(login);
        }

        @Override
        public Mono<Long> raise(Login login, long cutoff) {
            return Mono.error(new StoreUnavailable("raising a cut-off", new IllegalStateException("away")));
        }
    }
}
