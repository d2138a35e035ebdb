package io.fluxim.access.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.limit.ConnectionLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a node refuses when there is too much of it, as clients see it. Each test comes from an address of its own. */
class LimitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NODE = 6;

    private static RunningAccess access;

    /** An answer over HTTP: status, {@code Retry-After} in seconds (-1 where there is none), envelope. */
    private record Answer(int status, long retryAfter, JsonNode envelope) {}

    @BeforeAll
    static void start() {
        access = new RunningAccess(
                "--im.access.limits.trusted-proxies=127.0.0.1",
                "--im.access.limits.node.connections=" + NODE,
                "--im.access.limits.user.connections=2",
                "--im.access.limits.user.calls-per-second=1",
                "--im.access.limits.user.call-burst=3",
                "--im.access.limits.address.connections=3",
                "--im.access.limits.address.handshakes-per-second=1",
                "--im.access.limits.address.handshake-burst=5",
                "--im.access.limits.address.logins-per-second=1",
                "--im.access.limits.address.login-burst=4",
                "--im.access.limits.address.bad-tokens-per-minute=2");
        access.open("ann", "bob", "cid", "dan", "eve");
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    /** Nothing that was refused, and nothing that has ended, holds a place. */
    @AfterEach
    void everySeatIsFreeAgain() {
        Flux.interval(Duration.ofMillis(20))
                .takeUntil(tick -> access.bean(ConnectionLimiter.class).occupied() == 0)
                .blockLast(PATIENCE);
    }

    @Test
    void givenUser_whenHeConnectsTooOften_then429UntilOneEnds() {
        double before = limited("user-connections");
        try (TestClient phone = connect("192.0.2.1", "ann", "phone")) {
            phone.next("hello");
            TestClient web = connect("192.0.2.2", "ann", "web");
            web.next("hello");
            assertTooManyConnections(handshake("192.0.2.3", access.query("ann", "pad"), "13"), 429);
            assertThat(limited("user-connections")).isEqualTo(before + 1);
            web.close();
            web.closeCode();
            awaitOccupied(1);
            try (TestClient pad = connect("192.0.2.3", "ann", "pad")) {
                pad.next("hello");
            }
        }
    }

    @Test
    void givenAddress_whenItHasAllItsConnections_then429AndOthersComeIn() {
        List<TestClient> clients = new ArrayList<>();
        for (String user : List.of("ann", "bob", "cid")) {
            clients.add(connect("198.51.100.1", user, "phone"));
        }
        clients.forEach(client -> client.next("hello"));
        assertTooManyConnections(handshake("198.51.100.1", access.query("dan", "phone"), "13"), 429);
        clients.add(connect("198.51.100.2", "dan", "phone"));
        clients.get(3).next("hello");
        clients.forEach(TestClient::close);
    }

    @Test
    void givenNode_whenItIsFull_then503() {
        List<TestClient> clients = new ArrayList<>();
        List<String> users = List.of("ann", "bob", "cid", "ann", "bob", "cid");
        for (int i = 0; i < NODE; i++) {
            clients.add(connect("203.0.113." + i, users.get(i), "device" + i));
        }
        clients.forEach(client -> client.next("hello"));
        assertTooManyConnections(handshake("203.0.113.99", access.query("eve", "phone"), "13"), 503);
        clients.forEach(TestClient::close);
    }

    @Test
    void givenAddress_whenItKnocksTooOften_then429AndItsNeighboursInTheIpv6NetworkToo() {
        for (int i = 0; i < 5; i++) {
            assertThat(handshake("2001:db8:7:7::" + i, access.query("nobody", "phone"), "13")
                            .status())
                    .isEqualTo(401);
        }
        Answer refused = handshake("2001:db8:7:7::beef", access.query("ann", "phone"), "13");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo(1);
        assertTemporary(
                refused.envelope(),
                1001,
                "too many connection attempts from this address (a proxy's, if it is not named in im.access.limits.trusted-proxies); try again later");
        assertThat(handshake("2001:db8:7:8::1", "", "13").status()).isEqualTo(401);
    }

    @Test
    void givenBadTokens_whenTooMany_thenGoodOnesOfThatAddressWait() {
        String good = access.query("eve", "phone");
        handshake("192.0.2.50", "?token=bad", "13");
        assertThat(post("192.0.2.50", "/msg/get_server_time", "bad", "{}")
                        .path("errCode")
                        .asInt())
                .isEqualTo(1503);
        String detail =
                "too many wrong tokens from this address (a proxy's, if it is not named in im.access.limits.trusted-proxies); try again later";
        Answer refused = handshake("192.0.2.50", good, "13");
        assertThat(refused.status()).isEqualTo(429);
        assertTemporary(refused.envelope(), 1001, detail);
        assertTemporary(post("192.0.2.50", "/msg/get_server_time", token(good), "{}"), 1001, detail);
        try (TestClient elsewhere = TestClient.connectFrom("192.0.2.51", access.port(), good)) {
            elsewhere.next("hello");
        }
    }

    @Test
    void givenUser_whenHeCallsTooOften_thenTemporaryWithAPause() {
        String token = token(access.query("dan", "phone"));
        for (int i = 0; i < 3; i++) {
            assertThat(post("192.0.2.60", "/msg/get_server_time", token, "{}")
                            .path("errCode")
                            .asInt())
                    .isZero();
        }
        assertTemporary(
                burst(() -> post("192.0.2.60", "/msg/get_server_time", token, "{}")),
                1001,
                "too many calls of this user; try again later");
    }

    @Test
    void givenAddress_whenItLogsInTooOften_thenTemporaryWithAPause() {
        String body = "{\"secret\":\"" + RunningAccess.ADMIN_SECRET + "\",\"userID\":\"imAdmin\"}";
        assertTemporary(
                burst(() -> post("192.0.2.70", "/auth/get_admin_token", "", body)),
                1001,
                "too many logins from this address (a proxy's, if it is not named in im.access.limits.trusted-proxies); try again later");
    }

    @Test
    void givenHandshakeOfAnotherVersion_whenRefused_thenItsSeatIsFree() {
        assertThat(handshake("192.0.2.80", access.query("ann", "phone"), "12").status())
                .isEqualTo(426);
    }

    /** Calls until one is refused; a machine that is slow gets some tokens back in between. */
    private static JsonNode burst(Supplier<JsonNode> call) {
        return Flux.range(0, 100)
                .map(i -> call.get())
                .filter(answer -> answer.path("errCode").asInt() != 0)
                .blockFirst(PATIENCE);
    }

    private static void assertTooManyConnections(Answer refused, int status) {
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.retryAfter()).isBetween(5L, 10L);
        assertThat(refused.envelope().path("errMsg").asString()).isEqualTo("ConnOverMaxNumLimit");
        assertThat(refused.envelope().path("errCode").asInt()).isEqualTo(1601);
        assertThat(refused.envelope().path("temporary").asBoolean()).isTrue();
        assertThat(refused.envelope().path("retryAfterMs").asLong()).isBetween(5000L, 10_000L);
    }

    private static void assertTemporary(JsonNode envelope, int code, String detail) {
        assertThat(envelope.path("errCode").asInt()).isEqualTo(code);
        assertThat(envelope.path("errDlt").asString()).isEqualTo(detail);
        assertThat(envelope.path("temporary").asBoolean()).isTrue();
        assertThat(envelope.path("retryAfterMs").asLong()).isPositive();
    }

    private static void awaitOccupied(int seats) {
        Flux.interval(Duration.ofMillis(20))
                .takeUntil(tick -> access.bean(ConnectionLimiter.class).occupied() == seats)
                .blockLast(PATIENCE);
    }

    private static TestClient connect(String address, String user, String device) {
        return TestClient.connectFrom(address, access.port(), access.query(user, device));
    }

    private static String token(String query) {
        return query.substring("?token=".length(), query.indexOf('&'));
    }

    private static double limited(String limit) {
        return access.bean(MeterRegistry.class)
                .get("im.access.limited")
                .tag("limit", limit)
                .counter()
                .count();
    }

    private static Answer handshake(String address, String query, String version) {
        return HttpClient.create()
                .headers(headers -> headers.set("X-Forwarded-For", address)
                        .set("Upgrade", "websocket")
                        .set("Connection", "Upgrade")
                        .set("Sec-WebSocket-Version", version)
                        .set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="))
                .get()
                .uri("http://127.0.0.1:" + access.port() + "/ws" + query)
                .responseSingle((response, body) -> body.asString()
                        .defaultIfEmpty("{}")
                        .map(text -> new Answer(
                                response.status().code(),
                                Long.parseLong(response.responseHeaders().get("Retry-After", "-1")),
                                JsonMapper.shared().readTree(text))))
                .block(PATIENCE);
    }

    private static JsonNode post(String address, String route, String token, String body) {
        return HttpClient.create()
                .headers(headers -> headers.set("X-Forwarded-For", address)
                        .set("operationID", "it")
                        .set("token", token)
                        .set("Content-Type", "application/json"))
                .post()
                .uri("http://127.0.0.1:" + access.port() + route)
                .send(ByteBufFlux.fromString(Mono.just(body)))
                .responseContent()
                .aggregate()
                .asString()
                .map(JsonMapper.shared()::readTree)
                .block(PATIENCE);
    }
}
