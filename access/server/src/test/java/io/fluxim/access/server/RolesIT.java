package io.fluxim.access.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.access.socket.push.Presence;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two nodes on the same stores, one for sockets and one for HTTP: together they are what one node is. */
class RolesIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void givenANodeForEachRole_whenTheyServeTogether_thenEachHasItsOwnDoorAndNoOther() throws Exception {
        try (RunningAccess sockets = new RunningAccess("--im.access.roles=socket");
                RunningAccess routes = sockets.another("--im.access.roles=http")) {
            sockets.open();
            String admin = post(
                            routes,
                            "/auth/get_admin_token",
                            "",
                            "{\"secret\":\"" + RunningAccess.ADMIN_SECRET + "\",\"userID\":\"imAdmin\"}")
                    .path("data")
                    .path("token")
                    .asString();
            post(routes, "/user/user_register", admin, "{\"users\":[{\"userID\":\"zoe\",\"nickname\":\"Zoe\"}]}");
            String token = post(routes, "/auth/get_user_token", admin, "{\"userID\":\"zoe\",\"platformID\":5}")
                    .path("data")
                    .path("token")
                    .asString();

            try (TestClient zoe = TestClient.connect(sockets.port(), "?token=" + token + "&device=tab")) {
                zoe.next("hello");
                JsonNode online = post(routes, "/user/get_users_online_status", admin, "{\"userIDs\":[\"zoe\"]}");
                assertThat(online.path("data").path(0).path("status").asInt()).isEqualTo(1);
            }

            assertThat(status(sockets, "/user/get_users_info")).isEqualTo(404);
            assertThat(status(routes, "/ws")).isEqualTo(404);
            assertThat(health(sockets)).isEqualTo(200);
            assertThat(health(routes)).isEqualTo(200);
            assertThat(routes.has(Presence.class)).isFalse();
        }
    }

    @Test
    void givenARoleThatIsNone_whenStarted_thenTheErrorNamesKeyAndValue() {
        assertThatThrownBy(() -> new RunningAccess("--im.access.roles=sockets").close())
                .rootCause()
                .hasMessage("im.access.roles must be socket, http, or socket,http, was sockets");
    }

    private static JsonNode post(RunningAccess node, String route, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(node, route).header("operationID", "roles");
        if (!token.isEmpty()) {
            request.header("token", token);
        }
        JsonNode answer = JSON.readTree(HTTP.send(
                        request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        assertThat(answer.path("errCode").asInt()).as(answer.toString()).isZero();
        return answer;
    }

    private static int status(RunningAccess node, String path) throws IOException, InterruptedException {
        return HTTP.send(request(node, path).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static int health(RunningAccess node) throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(node.managementUri("/actuator/health/readiness"))
                .timeout(PATIENCE)
                .build();
        return HTTP.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest.Builder request(RunningAccess node, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .timeout(PATIENCE);
    }
}
