package io.fluxim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LoginTest {

    private static final String ADMIN = "{\"errCode\":0,\"data\":{\"token\":\"admin-token\"}}";
    private static final String DONE = "{\"errCode\":0,\"errMsg\":\"\"}";

    private record Call(String path, String token, JsonNode body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Login login;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        login = new Login(new Api(url), new Administrator("imAdmin", "secret"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void givenNewUser_whenTokenIsAsked_thenRegisteredByTheAdministrator() {
        answer(Map.of(
                "/auth/get_admin_token", ADMIN,
                "/user/user_register", DONE,
                "/auth/get_user_token", "{\"errCode\":0,\"data\":{\"token\":\"t1\"}}"));

        assertThat(login.token("alice", 7)).isEqualTo("t1");

        assertThat(calls).extracting(Call::token).containsExactly("", "admin-token", "admin-token");
        assertThat(calls.get(0).body()).hasToString("{\"secret\":\"secret\",\"userID\":\"imAdmin\"}");
        assertThat(calls.get(1).body()).hasToString("{\"users\":[{\"userID\":\"alice\",\"nickname\":\"alice\"}]}");
        assertThat(calls.get(2).body()).hasToString("{\"userID\":\"alice\",\"platformID\":7}");
    }

    @Test
    void givenKnownUser_whenTokenIsAsked_thenThatIsNoFailure() {
        answer(Map.of(
                "/auth/get_admin_token", ADMIN,
                "/user/user_register", "{\"errCode\":1102,\"errMsg\":\"RegisteredAlreadyError\"}",
                "/auth/get_user_token", "{\"errCode\":0,\"data\":{\"token\":\"t2\"}}"));

        assertThat(login.token("alice", 7)).isEqualTo("t2");
    }

    @Test
    void givenWrongSecret_whenTokenIsAsked_thenSaysWhatWasRefused() {
        answer(Map.of("/auth/get_admin_token", "{\"errCode\":1002,\"errMsg\":\"NoPermissionError\"}"));

        assertThatThrownBy(() -> login.token("alice", 7))
                .isInstanceOf(Failed.class)
                .hasMessage("the administrator's login was refused: NoPermissionError (1002)");
    }

    @Test
    void givenNobodyThere_whenTokenIsAsked_thenSaysWhereItLooked() {
        server.stop(0);

        assertThatThrownBy(() -> login.token("alice", 7))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("nothing answers at http://127.0.0.1:");
    }

    private void answer(Map<String, String> answers) {
        server.createContext("/", exchange -> {
            calls.add(new Call(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().containsKey("token")
                            ? exchange.getRequestHeaders().getFirst("token")
                            : "",
                    Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))));
            respond(exchange, answers.get(exchange.getRequestURI().getPath()));
        });
    }

    private static void respond(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
