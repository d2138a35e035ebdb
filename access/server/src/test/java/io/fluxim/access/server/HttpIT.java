package io.fluxim.access.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.directory.outbox.Outbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API of a node on real stores: that it is wired, and that its effects are in the stores. */
class HttpIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static RunningAccess access;

    @BeforeAll
    static void start() {
        access = new RunningAccess();
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void givenSecret_whenUserIsRegistered_thenHisTokenServesUntilForcedOut() throws Exception {
        String admin = adminToken();
        assertThat(post("/user/user_register", admin, "{\"users\":[{\"userID\":\"zoe\",\"nickname\":\"Zoë\"}]}")
                        .path("errCode")
                        .asInt())
                .isZero();
        String login = "{\"userID\":\"zoe\",\"platformID\":5}";
        for (int i = 0; i < 3; i++) {
            String token = post("/auth/get_user_token", admin, login)
                    .path("data")
                    .path("token")
                    .asString();
            JsonNode infos = post("/user/get_users_info", token, "{\"userIDs\":[\"zoe\"]}");
            assertThat(infos.path("data")
                            .path("usersInfo")
                            .path(0)
                            .path("nickname")
                            .asString())
                    .isEqualTo("Zoë");
            post("/auth/force_logout", admin, login);
            assertThat(post("/user/get_users_info", token, "{\"userIDs\":[\"zoe\"]}")
                            .path("errCode")
                            .asInt())
                    .isEqualTo(1506);
        }
    }

    @Test
    void givenUsers_whenGroupIsCreated_thenItsEventIsInKafkaBeforeTheAnswer() throws Exception {
        String admin = adminToken();
        post(
                "/user/user_register",
                admin,
                "{\"users\":[{\"userID\":\"max\",\"nickname\":\"Max\"},{\"userID\":\"ida\",\"nickname\":\"Ida\"}]}");
        JsonNode made = post(
                "/group/create_group",
                admin,
                "{\"ownerUserID\":\"max\",\"memberUserIDs\":[\"ida\"],\"groupInfo\":{\"groupName\":\"Fish\"}}");
        String group = made.path("data").path("groupInfo").path("groupID").asString();
        assertThat(made.path("errCode").asInt()).as(made.toString()).isZero();
        assertThat(access.bean(Outbox.class).unsent(10).block(Duration.ofSeconds(10)))
                .isEmpty();
        JsonNode kicked =
                post("/group/kick_group", admin, "{\"groupID\":\"" + group + "\",\"kickedUserIDs\":[\"ida\"]}");
        assertThat(kicked.path("errCode").asInt()).as(kicked.toString()).isZero();
    }

    @Test
    void givenMessageOfTheAppsServer_whenSent_thenItsTimeIsKafkasAndHistoryIsOpenToBoth() throws Exception {
        String admin = adminToken();
        post(
                "/user/user_register",
                admin,
                "{\"users\":[{\"userID\":\"lea\",\"nickname\":\"Lea\"},{\"userID\":\"tom\",\"nickname\":\"Tom\"}]}");
        JsonNode sent = post(
                "/msg/send_msg",
                admin,
                "{\"sendID\":\"lea\",\"recvID\":\"tom\",\"sessionType\":1,\"contentType\":101,"
                        + "\"clientMsgID\":\"c1\",\"content\":{\"content\":\"hello\"}}");
        assertThat(sent.path("errCode").asInt()).as(sent.toString()).isZero();
        assertThat(sent.path("data").path("sendTime").asLong()).isPositive();
        String tom = post("/auth/get_user_token", admin, "{\"userID\":\"tom\",\"platformID\":1}")
                .path("data")
                .path("token")
                .asString();
        JsonNode history = post("/msg/get_history", tom, "{\"userID\":\"lea\"}");
        assertThat(history.path("data").path("conversation").asString()).isEqualTo("d:lea:tom");
    }

    @Test
    void givenUnknownRoute_whenCalled_thenEnvelope() throws Exception {
        assertThat(post("/no/such", "", "{}").path("errDlt").asString()).isEqualTo("no such route: POST /no/such");
    }

    static String adminToken() throws IOException, InterruptedException {
        return post(
                        "/auth/get_admin_token",
                        "",
                        "{\"secret\":\"" + RunningAccess.ADMIN_SECRET + "\",\"userID\":\"imAdmin\"}")
                .path("data")
                .path("token")
                .asString();
    }

    private static JsonNode post(String route, String token, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(route))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("operationID", "it")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("token", token);
        }
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static URI url(String route) {
        return URI.create("http://127.0.0.1:" + access.port() + route);
    }
}
