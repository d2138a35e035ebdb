package io.fluxim.access.http.user;

import static io.fluxim.access.http.TestApi.ARGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.http.TestApi;
import io.fluxim.access.logic.TestClock;
import io.fluxim.directory.token.InMemoryCutoffs;
import io.fluxim.directory.user.InMemoryUsers;
import io.fluxim.directory.user.User;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.UserId;
import io.fluxim.route.InMemoryRoutes;
import io.fluxim.route.Routes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class UserHandlerTest {

    private static final String DENIED = "NoPermissionError";
    private static final String ADMINS_ONLY = "token: must be an administrator's (/auth/get_admin_token)";

    private final TestClock clock = new TestClock();
    private final InMemoryRoutes routes = new InMemoryRoutes(clock, Duration.ofSeconds(60));
    private final InMemoryUsers users = new InMemoryUsers();
    private final TestApi api = api(routes);

    private TestApi api(Routes routes) {
        Authenticator authenticator = TestApi.authenticator(new InMemoryCutoffs(), clock);
        return TestApi.of(authenticator, new UserHandler(users, TestApi.ADMIN, clock), new PresenceHandler(routes));
    }

    @Test
    void givenNewUsers_whenRegistered_thenTheirProfilesAreFound() {
        register("{\"userID\":\"anna\",\"nickname\":\"Anna\",\"faceURL\":\"f\",\"ex\":\"e\",\"createTime\":7,"
                        + "\"appMangerLevel\":2,\"globalRecvMsgOpt\":1},{\"userID\":\"bob\",\"nickname\":\"Bob\"}")
                .isDone();
        api.as("bob", "/user/get_users_info", "{\"userIDs\":[\"bob\",\"nobody\",\"anna\"]}")
                .isData("{\"usersInfo\":[" + info("bob", "Bob", "", "", 0) + "," + info("anna", "Anna", "f", "e", 1)
                        + "]}");
    }

    @Test
    void givenOneKnown_whenRegistered_thenNoneIs() {
        register("{\"userID\":\"anna\",\"nickname\":\"Anna\"}").isDone();
        register("{\"userID\":\"carl\",\"nickname\":\"Carl\"},{\"userID\":\"anna\",\"nickname\":\"Anna\"}")
                .isRefused(1102, "RegisteredAlreadyError", "users[1].userID: is registered already: anna");
        api.admin("/user/get_users_info", "{\"userIDs\":[\"carl\"]}").isData("{\"usersInfo\":[]}");
    }

    @Test
    void givenBadUsers_whenRegistered_thenTheFieldIsNamed() {
        register("").isRefused(1001, ARGS, "users: must not be empty");
        register("{\"userID\":\"a:b\",\"nickname\":\"x\"}")
                .isRefused(
                        1001,
                        ARGS,
                        "users[0].userID: must not contain ':', white space, control characters or unpaired surrogates");
        register("{\"userID\":\"a\"}").isRefused(1001, ARGS, "users[0].nickname: is required: a string");
        register("{\"userID\":\"a\",\"nickname\":\" \"}").isRefused(1001, ARGS, "users[0].nickname: must not be blank");
        register("{\"userID\":\"a\",\"nickname\":\"" + "x".repeat(256) + "\"}")
                .isRefused(1001, ARGS, "users[0].nickname: must be at most 255 bytes of UTF-8, was 256");
        register("{\"userID\":\"a\",\"nickname\":\"x\",\"globalRecvMsgOpt\":3}")
                .isRefused(1001, ARGS, "users[0].globalRecvMsgOpt: must be 0, 1 or 2, was 3");
        register("{\"userID\":\"a\",\"nickname\":\"x\"},{\"userID\":\"a\",\"nickname\":\"x\"}")
                .isRefused(1001, ARGS, "users[1].userID: must come once in the list: a");
        register("{\"userID\":\"imAdmin\",\"nickname\":\"x\"}")
                .isRefused(1102, "RegisteredAlreadyError", "users[0].userID: is the administrator's");
    }

    /** Zero width, right to left, a byte order mark, a tag, a variation selector, a filler. */
    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u202e", "\ufeff", "\udb40\udc61", "\ufe0f", "\u3164"})
    void givenInvisibleCharacters_whenRegistered_thenNotInIdsAndNotAloneInNicknames(String invisible) {
        register("{\"userID\":\"an" + invisible + "na\",\"nickname\":\"x\"}")
                .isRefused(1001, ARGS, "users[0].userID: must not contain invisible or direction-changing characters");
        register("{\"userID\":\"anna\",\"nickname\":\" " + invisible + invisible + "\"}")
                .isRefused(1001, ARGS, "users[0].nickname: must not be blank");
        register("{\"userID\":\"anna\",\"nickname\":\"A" + invisible + "\"}").isDone();
        api.admin("/user/update_user_info", "{\"userInfo\":{\"userID\":\"anna\",\"nickname\":\"" + invisible + "\"}}")
                .isRefused(1001, ARGS, "userInfo.nickname: must not be blank");
    }

    @Test
    void givenStoredIdWithInvisibleCharacters_whenAskedFor_thenServedAsBefore() {
        users.register(List.of(User.of(new UserId("an\u200bna"), "Anna", clock.millis())))
                .block(Duration.ofSeconds(5));
        api.as("an\u200bna", "/user/update_user_info_ex", "{\"userInfo\":{\"userID\":\"an\u200bna\",\"ex\":\"e\"}}")
                .isDone();
        api.as("bob", "/user/get_users_info", "{\"userIDs\":[\"an\u200bna\"]}")
                .isData("{\"usersInfo\":[" + info("an\u200bna", "Anna", "", "e", 0) + "]}");
    }

    @Test
    void givenUserToken_whenAdminRouteIsCalled_thenDenied() {
        api.as("anna", "/user/user_register", "{\"users\":[{\"userID\":\"a\",\"nickname\":\"x\"}]}")
                .isRefused(1002, DENIED, ADMINS_ONLY);
        api.as("anna", "/user/account_check", "{\"checkUserIDs\":[]}").isRefused(1002, DENIED, ADMINS_ONLY);
        api.as("anna", "/user/get_users", "{\"pagination\":{\"pageNumber\":1,\"showNumber\":1}}")
                .isRefused(1002, DENIED, ADMINS_ONLY);
        api.as("anna", "/user/get_users_online_status", "{\"userIDs\":[]}").isRefused(1002, DENIED, ADMINS_ONLY);
    }

    @Test
    void givenProfile_whenUpdated_thenWhatIsEmptyStays() {
        registerAnna();
        api.as(
                        "anna",
                        "/user/update_user_info",
                        "{\"userInfo\":{\"userID\":\"anna\",\"nickname\":\"A\",\"faceURL\":\"\"}}")
                .isDone();
        api.as("anna", "/user/get_users_info", "{\"userIDs\":[\"anna\"]}")
                .isData("{\"usersInfo\":[" + info("anna", "A", "f", "e", 1) + "]}");
    }

    @Test
    void givenProfile_whenUpdatedEx_thenOnlyWhatIsMissingStays() {
        registerAnna();
        api.admin(
                        "/user/update_user_info_ex",
                        "{\"userInfo\":{\"userID\":\"anna\",\"nickname\":null,\"faceURL\":\"\",\"globalRecvMsgOpt\":0}}")
                .isDone();
        api.as("anna", "/user/get_users_info", "{\"userIDs\":[\"anna\"]}")
                .isData("{\"usersInfo\":[" + info("anna", "Anna", "", "e", 0) + "]}");
    }

    @Test
    void givenBadUpdates_whenUpdated_thenRefused() {
        registerAnna();
        for (String route : List.of("/user/update_user_info", "/user/update_user_info_ex")) {
            api.as("bob", route, "{\"userInfo\":{\"userID\":\"anna\",\"nickname\":\"B\"}}")
                    .isRefused(1002, DENIED, "userInfo.userID: must be the token's own user: bob");
            api.admin(route, "{\"userInfo\":{\"userID\":\"nobody\",\"nickname\":\"B\"}}")
                    .isRefused(1101, "UserIDNotFoundError", "userInfo.userID: must be a registered user: nobody");
            api.admin(route, "{}").isRefused(1001, ARGS, "userInfo: is required: an object");
            api.admin(route, "{\"userInfo\":{\"userID\":\"anna\",\"ex\":7}}")
                    .isRefused(1001, ARGS, "userInfo.ex: must be a string, was 7");
            api.admin(route, "{\"userInfo\":{\"userID\":\"anna\",\"nickname\":\" \"}}")
                    .isRefused(1001, ARGS, "userInfo.nickname: must not be blank");
        }
        api.admin("/user/update_user_info_ex", "{\"userInfo\":{\"userID\":\"anna\",\"nickname\":\"\"}}")
                .isRefused(1001, ARGS, "userInfo.nickname: must not be blank");
        api.as("anna", "/user/get_users_info", "{\"userIDs\":[\"anna\"]}")
                .isData("{\"usersInfo\":[" + info("anna", "Anna", "f", "e", 1) + "]}");
    }

    @Test
    void givenSomeKnown_whenChecked_thenEachIsAnswered() {
        registerAnna();
        api.admin("/user/account_check", "{\"checkUserIDs\":[\"anna\",\"bob\"]}")
                .isData("{\"results\":[{\"userID\":\"anna\",\"accountStatus\":1},"
                        + "{\"userID\":\"bob\",\"accountStatus\":0}]}");
    }

    @Test
    void givenUsers_whenPaged_thenByIdWithTheTotal() {
        register("{\"userID\":\"c\",\"nickname\":\"C\"},{\"userID\":\"a\",\"nickname\":\"A\"},"
                        + "{\"userID\":\"b\",\"nickname\":\"B\"}")
                .isDone();
        var data = api.admin("/user/get_users", "{\"pagination\":{\"pageNumber\":2,\"showNumber\":2}}")
                .data();
        assertThat(data.path("total").asInt()).isEqualTo(3);
        assertThat(data.path("users").size()).isEqualTo(1);
        assertThat(data.path("users").get(0).path("userID").asString()).isEqualTo("c");
        var one = api.admin(
                        "/user/get_users",
                        "{\"pagination\":{\"pageNumber\":1,\"showNumber\":2},\"userID\":\"b\",\"nickName\":\"\"}")
                .data();
        assertThat(one.path("total").asInt()).isEqualTo(1);
    }

    @Test
    void givenBadPages_whenPaged_thenTheFieldIsNamed() {
        page(0, 1).isRefused(1001, ARGS, "pagination.pageNumber: must be at least 1, was 0");
        page(1, 1001).isRefused(1001, ARGS, "pagination.showNumber: must be 1 to 1000, was 1001");
        page(Integer.MAX_VALUE, 1000)
                .isRefused(1001, ARGS, "pagination.pageNumber: must be a page that can exist, was 2147483647");
        api.admin("/user/get_users", "{\"pagination\":{\"pageNumber\":1,\"showNumber\":1},\"nickName\":\"x\"}")
                .isRefused(1001, ARGS, "nickName: must be left out: users are not searched by name");
    }

    @Test
    void givenRoutes_whenStatusIsAsked_thenWhoHasOneIsOnline() {
        routes.renew(Set.of(new UserId("anna")), new NodeId("n1")).block(Duration.ofSeconds(5));
        api.admin("/user/get_users_online_status", "{\"userIDs\":[\"bob\",\"anna\"]}")
                .isData("[{\"userID\":\"bob\",\"status\":0,\"detailPlatformStatus\":[]},"
                        + "{\"userID\":\"anna\",\"status\":1,\"detailPlatformStatus\":[]}]");
    }

    @Test
    void givenRoutesAway_whenStatusIsAsked_thenTemporary() {
        api(new AwayRoutes())
                .admin("/user/get_users_online_status", "{\"userIDs\":[\"anna\"]}")
                .isRefusedForNow(500, "ServerInternalError", "routes cannot be read; temporary, try again");
    }

    private void registerAnna() {
        register("{\"userID\":\"anna\",\"nickname\":\"Anna\",\"faceURL\":\"f\",\"ex\":\"e\",\"globalRecvMsgOpt\":1}")
                .isDone();
    }

    private TestApi.Got register(String users) {
        return api.admin("/user/user_register", "{\"users\":[" + users + "]}");
    }

    private TestApi.Got page(int number, int size) {
        return api.admin(
                "/user/get_users", "{\"pagination\":{\"pageNumber\":" + number + ",\"showNumber\":" + size + "}}");
    }

    private String info(String id, String name, String face, String ex, int opt) {
        return "{\"userID\":\"" + id + "\",\"nickname\":\"" + name + "\",\"faceURL\":\"" + face + "\",\"ex\":\"" + ex
                + "\",\"createTime\":" + clock.millis() + ",\"appMangerLevel\":1,\"globalRecvMsgOpt\":" + opt + "}";
    }

    private static final class AwayRoutes implements Routes {

        @Override
        public Mono<Long> renew(Collection<UserId> users, NodeId node) {
            return Mono.error(new IllegalStateException("away"));
        }

        @Override
        public Mono<Void> remove(Collection<UserId> users, NodeId node) {
            return Mono.error(new IllegalStateException("away"));
        }

        @Override
        public Mono<Map<UserId, Set<NodeId>>> find(Collection<UserId> users) {
            return Mono.error(new IllegalStateException("away"));
        }
    }
}
