package io.fluxim.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.logic.Platform;
import io.fluxim.directory.group.GroupProfile;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.NewGroup;
import io.fluxim.directory.user.User;
import io.fluxim.directory.user.Users;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who may do what: every route with every kind of caller. A route that is not in the table fails the test.
 *
 * <p>In each group olga is the owner, adam an admin, mia a member; sven is in none. GROUP stands for a new group each time.
 */
class EveryRouteTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Columns of the table. The last is the app's administrator. */
    private static final List<String> CALLERS = List.of("nobody", "garbage", "sven", "mia", "adam", "olga", "imAdmin");

    private static final int NO_TOKEN = 1001;
    private static final int GARBAGE = 1503;
    private static final int DENIED = 1002;
    private static final int NOT_A_MEMBER = 1203;

    /** One question and the error numbers of the answers, 0 for what is allowed, in the order of CALLERS. */
    private record Row(String route, String body, int... expected) {}

    private static Row row(String route, String body, int stranger, int member, int admin, int owner, int app) {
        return new Row(route, body, NO_TOKEN, GARBAGE, stranger, member, admin, owner, app);
    }

    private static Row appOnly(String route, String body) {
        return row(route, body, DENIED, DENIED, DENIED, DENIED, 0);
    }

    private static Row users(String route, String body) {
        return row(route, body, 0, 0, 0, 0, 0);
    }

    private static Row own(String route, String bodyAboutOlga) {
        return row(route, bodyAboutOlga, DENIED, DENIED, DENIED, 0, 0);
    }

    private static final String PAGE = "\"pagination\":{\"pageNumber\":1,\"showNumber\":10}";
    private static final String SEND = "{\"sendID\":\"olga\",\"contentType\":101,\"content\":{\"content\":\"x\"},";

    private static final List<Row> TABLE = List.of(
            new Row(
                    "/auth/get_admin_token",
                    "{\"secret\":\"a guess of the secret\",\"userID\":\"imAdmin\"}",
                    same(DENIED)),
            new Row("/auth/parse_token", "{\"token\":\"x.y.z\"}", same(GARBAGE)),
            appOnly("/auth/get_user_token", "{\"platformID\":5,\"userID\":\"olga\"}"),
            appOnly("/auth/force_logout", "{\"platformID\":1,\"userID\":\"olga\"}"),
            appOnly("/user/user_register", "{\"users\":[{\"userID\":\"NEW\",\"nickname\":\"n\"}]}"),
            appOnly("/user/account_check", "{\"checkUserIDs\":[\"olga\"]}"),
            appOnly("/user/get_users", "{" + PAGE + "}"),
            appOnly("/user/get_users_online_status", "{\"userIDs\":[\"olga\"]}"),
            users("/user/get_users_info", "{\"userIDs\":[\"olga\"]}"),
            own("/user/update_user_info", "{\"userInfo\":{\"userID\":\"olga\",\"nickname\":\"x\"}}"),
            own("/user/update_user_info_ex", "{\"userInfo\":{\"userID\":\"olga\",\"nickname\":\"x\"}}"),
            own("/group/create_group", "{\"ownerUserID\":\"olga\",\"groupInfo\":{\"groupName\":\"n\"}}"),
            users("/group/get_groups_info", "{\"groupIDs\":[\"GROUP\"]}"),
            own("/group/get_joined_group_list", "{\"fromUserID\":\"olga\"," + PAGE + "}"),
            row("/group/get_group_member_list", "{\"groupID\":\"GROUP\"," + PAGE + "}", NOT_A_MEMBER, 0, 0, 0, 0),
            row(
                    "/group/get_group_members_info",
                    "{\"groupID\":\"GROUP\",\"userIDs\":[\"olga\"]}",
                    NOT_A_MEMBER,
                    0,
                    0,
                    0,
                    0),
            row(
                    "/group/invite_user_to_group",
                    "{\"groupID\":\"GROUP\",\"invitedUserIDs\":[\"sven\"]}",
                    NOT_A_MEMBER,
                    DENIED,
                    0,
                    0,
                    0),
            row(
                    "/group/kick_group",
                    "{\"groupID\":\"GROUP\",\"kickedUserIDs\":[\"max\"]}",
                    NOT_A_MEMBER,
                    DENIED,
                    0,
                    0,
                    0),
            row(
                    "/group/kick_group",
                    "{\"groupID\":\"GROUP\",\"kickedUserIDs\":[\"olga\"]}",
                    NOT_A_MEMBER,
                    DENIED,
                    DENIED,
                    NO_TOKEN,
                    DENIED),
            row("/group/quit_group", "{\"groupID\":\"GROUP\",\"userID\":\"max\"}", DENIED, DENIED, DENIED, DENIED, 0),
            row("/msg/get_history", "{\"conversation\":\"d:mia:olga\"}", DENIED, 0, DENIED, 0, 0),
            row("/msg/get_history", "{\"groupID\":\"GROUP\"}", NOT_A_MEMBER, 0, 0, 0, 0),
            appOnly("/msg/send_msg", SEND + "\"sessionType\":1,\"recvID\":\"mia\"}"),
            appOnly("/msg/send_msg", SEND + "\"sessionType\":3,\"groupID\":\"GROUP\"}"),
            users("/msg/get_server_time", "{}"));

    private static InMemoryAccess access;
    private static int made;

    @BeforeAll
    static void start() {
        access = new InMemoryAccess();
        List<User> all = Stream.of("sven", "mia", "adam", "olga", "max")
                .map(id -> User.of(new UserId(id), id, 1))
                .toList();
        access.bean(Users.class).register(all).block(PATIENCE);
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void givenEveryRoute_whenLookedUp_thenItsCallersAreInTheTable() {
        assertThat(TABLE.stream().map(Row::route).collect(Collectors.toSet())).isEqualTo(access.routes());
    }

    @Test
    void givenEveryRoute_whenEachCallerAsks_thenOnlyWhoMayIsAnswered() throws Exception {
        Map<String, String> wrong = new TreeMap<>();
        for (Row row : TABLE) {
            for (int i = 0; i < CALLERS.size(); i++) {
                JsonNode answer = ask(row, CALLERS.get(i));
                int code = answer.path("errCode").asInt(-1);
                if (code != row.expected()[i] || code != 0 && answer.has("data")) {
                    wrong.put(row.route() + " by " + CALLERS.get(i), row.expected()[i] + ", was " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static JsonNode ask(Row row, String caller) throws Exception {
        String body = row.body()
                .replace("GROUP", row.body().contains("GROUP") ? group() : "")
                .replace("NEW", "new" + made);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + access.port() + row.route()))
                .timeout(PATIENCE)
                .header("operationID", "every-route")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        token(caller).ifPresent(token -> request.header("token", token));
        return JSON.readTree(
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    private static Optional<String> token(String caller) {
        return switch (caller) {
            case "nobody" -> Optional.empty();
            case "garbage" -> Optional.of("x.y.z");
            case "imAdmin" -> Optional.of(issued(caller, Platform.ADMIN));
            default -> Optional.of(issued(caller, Platform.WEB));
        };
    }

    private static String issued(String user, Platform platform) {
        return access.bean(Authenticator.class)
                .issue(new UserId(user), platform)
                .block(PATIENCE)
                .written();
    }

    private static String group() {
        GroupProfile approved = new GroupProfile("n", "", "", "", "", 1, 0, 0);
        NewGroup group = new NewGroup(
                Optional.of(new GroupId("g" + ++made)),
                approved,
                new UserId("olga"),
                List.of(new UserId("adam")),
                List.of(new UserId("mia"), new UserId("max")),
                new UserId("olga"));
        access.bean(Groups.class).create(group).block(PATIENCE);
        return "g" + made;
    }

    private static int[] same(int code) {
        return CALLERS.stream().mapToInt(caller -> code).toArray();
    }
}
