package io.fluxim.lab.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a club notes of itself is what took place, however badly it is answered: the check believes it. */
class ClubTest {

    private static final UserId OWNER = new UserId("owner");
    private static final UserId GUEST = new UserId("guest");
    private static final String DONE = "{\"errCode\":0,\"data\":{}}";
    private static final String FAILED = "{\"errCode\":500,\"errMsg\":\"nobody knows\"}";
    private static final String TOO_MANY = "{\"errCode\":1001,\"errMsg\":\"too many requests\"}";
    private static final String IS_MEMBER = "{\"errCode\":0,\"data\":{\"members\":[{\"userID\":\"guest\"}]}}";
    private static final String IS_NONE = "{\"errCode\":0,\"data\":{\"members\":[]}}";

    /** What is answered to each path, one after the other; where nothing is left, it is done. */
    private final Map<String, Deque<String>> answers = new HashMap<>();

    private HttpServer server;
    private Club club;

    @BeforeEach
    void found() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Town town = new Town(
                List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())), "secret");
        club = Club.found(town, new GroupId("club"), List.of(OWNER, GUEST));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void givenAnswerThatIsLost_whenTheChangeTookPlace_thenItIsNotedOnce() {
        answer("/group/kick_group", FAILED);
        answer("/group/get_group_members_info", IS_NONE);

        club.kick(GUEST);

        assertThat(club.has(GUEST)).isFalse();
    }

    @Test
    void givenAnswerThatIsLost_whenTheChangeDidNotTakePlace_thenItIsMadeAgain() {
        answer("/group/kick_group", FAILED, DONE);
        answer("/group/get_group_members_info", IS_MEMBER);

        club.kick(GUEST);

        assertThat(club.has(GUEST)).isFalse();
        assertThat(answers.get("/group/kick_group")).isEmpty();
    }

    @Test
    void givenLookThatIsRefused_whenTheChangeIsOpen_thenNobodyIsTakenToHaveLeft() {
        answer("/group/kick_group", FAILED);
        answer("/group/get_group_members_info", TOO_MANY);

        assertThatThrownBy(() -> club.kick(GUEST)).hasMessageContaining("too many requests");

        assertThat(club.has(GUEST)).isTrue();
    }

    private void answer(String path, String... bodies) {
        answers.put(path, new ArrayDeque<>(List.of(bodies)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        Deque<String> prepared = answers.getOrDefault(exchange.getRequestURI().getPath(), new ArrayDeque<>());
        String next = prepared.isEmpty() ? DONE : prepared.remove();
        byte[] body = next.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
