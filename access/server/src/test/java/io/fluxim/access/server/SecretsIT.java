package io.fluxim.access.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.access.gate.auth.AdminProperties;
import io.fluxim.access.gate.auth.AuthProperties;
import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.gate.auth.Token;
import io.fluxim.access.gate.auth.TokenSigner;
import io.fluxim.access.logic.Platform;
import io.fluxim.protocol.UserId;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import tools.jackson.databind.json.JsonMapper;

/** What must be secret is in no log and in no answer of the management port, however much is logged. */
class SecretsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As much as these can say. Not the whole of Reactor Netty: the test's own client is one, too. */
    private static final List<String> LOUD = List.of(
            "io.fluxim",
            "org.springframework",
            "org.springdoc",
            "reactor.netty.http.server",
            "reactor.netty.channel",
            "reactor.netty.ReactorNetty",
            "com.nimbusds",
            "io.lettuce",
            "io.asyncer",
            "io.r2dbc",
            "org.mariadb",
            "org.mongodb",
            "org.flywaydb",
            "com.zaxxer");

    private static final List<String> EXPOSED =
            List.of("health", "health/readiness", "health/liveness", "info", "prometheus");
    private static final List<String> NOT_EXPOSED = List.of(
            "auditevents",
            "beans",
            "caches",
            "conditions",
            "configprops",
            "env",
            "env/im.access.jwt.key",
            "flyway",
            "heapdump",
            "httpexchanges",
            "logfile",
            "loggers",
            "mappings",
            "metrics",
            "scheduledtasks",
            "sbom",
            "shutdown",
            "startup",
            "threaddump");

    @TempDir
    private Path directory;

    /** What was told to whom, and must not be told to anybody else. */
    private final List<String> secrets = new ArrayList<>(List.of(
            RunningAccess.KEY,
            RunningAccess.ADMIN_SECRET,
            "a guess of the secret",
            "secret-of-the-tests",
            "p4ssw0rd-of-the-proxy"));

    @Test
    void givenEverythingLogged_whenTokensAreUsedInEveryWay_thenNoSecretIsInTheLog() throws Exception {
        try (RunningAccess access = new RunningAccess(loud())) {
            access.open("ann", "bob");
            useTheApi(access);
            useTheSocket(access);
            useBadRequests(access);
        }
        String log = Files.readString(log());
        assertThat(secretsIn(log)).isEmpty();
        assertThat(Stream.of(
                                "HTTP GET \"/ws?device=phone\"",
                                "headers={masked}",
                                "Encoding [Answer[",
                                "RefusalHandler#refused(TokenRefused)",
                                "i.lettuce.core.protocol.CommandHandler",
                                "org.flywaydb.core.FlywayExecutor")
                        .filter(said -> !log.contains(said)))
                .as("what should have been logged")
                .isEmpty();
    }

    @Test
    void givenEverythingLogged_whenConfiguredSecretsAreRefused_thenTheyAreNotTold() throws Exception {
        secrets.addAll(List.of("sh0rt-k3y", "sh0rt-s3cret"));
        assertThatThrownBy(() -> new SpringApplicationBuilder(Configured.class)
                        .web(WebApplicationType.NONE)
                        .run(and(loud(), "--im.access.jwt.key=sh0rt-k3y", "--im.access.admin.secret=sh0rt-s3cret")))
                .satisfies(e -> assertThat(secretsIn(stackOf(e))).isEmpty());
        String log = Files.readString(log());
        assertThat(log.contains("must be set, at least")).isTrue();
        assertThat(secretsIn(log)).isEmpty();
    }

    @Test
    void givenManagementPort_whenAskedForEverything_thenThreeThingsAndNoSecret() throws Exception {
        try (RunningAccess access = new RunningAccess()) {
            access.open("ann");
            try (TestClient ann = TestClient.connect(access.port(), "?device=phone&token=" + token(access, "ann"))) {
                ann.next("hello");
                for (String path : EXPOSED) {
                    HttpResponse<String> answer = management(access, "/actuator/" + path);
                    assertThat(answer.statusCode()).as(path).isEqualTo(200);
                    assertThat(secretsIn(answer.body())).as(path).isEmpty();
                }
            }
            assertThat(JsonMapper.shared()
                            .readTree(management(access, "/actuator").body())
                            .path("_links")
                            .propertyNames())
                    .containsExactlyInAnyOrder("self", "health", "health-path", "info", "prometheus");
            for (String path : NOT_EXPOSED) {
                assertThat(management(access, "/actuator/" + path).statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    private void useTheApi(RunningAccess access) throws Exception {
        String asked = "{\"secret\":\"" + RunningAccess.ADMIN_SECRET + "\",\"userID\":\"imAdmin\"}";
        String admin = told(post(access, "/auth/get_admin_token", "", asked));
        post(access, "/auth/get_admin_token", "", asked.replace(RunningAccess.ADMIN_SECRET, "a guess of the secret"));
        post(access, "/auth/get_admin_token", "", asked.replace("imAdmin", ""));
        post(access, "/auth/get_admin_token", "", asked.substring(0, asked.length() - 1));
        String login = "{\"userID\":\"ann\",\"platformID\":5}";
        String ann = told(post(access, "/auth/get_user_token", admin, login));
        for (String token : List.of(ann, forged(ann), old(access), admin)) {
            post(access, "/auth/parse_token", "", "{\"token\":\"" + token + "\"}");
            post(access, "/user/get_users_info", token, "{\"userIDs\":[\"ann\"]}");
            post(access, "/user/get_users_info?token=" + token, token, "{\"userIDs\":[\"ann\"]}");
            post(access, "/no/such/route?token=" + token, token, "{\"token\":\"" + token + "\"}");
        }
        post(access, "/auth/force_logout", admin, login);
        post(access, "/user/get_users_info", ann, "{\"userIDs\":[\"ann\"]}");
        post(access, "/msg/get_server_time", ann, "{}");
    }

    private void useTheSocket(RunningAccess access) throws Exception {
        String token = token(access, "ann");
        for (String query :
                List.of("?token=" + token + "&device=phone", "?device=phone&to%6ben=" + token.replace(".", "%2E"))) {
            try (TestClient ann = TestClient.connect(access.port(), query)) {
                ann.next("hello");
            }
        }
        try (TestClient ann = TestClient.connect(access.port(), "?token=" + token + "&device=phone")) {
            ann.next("hello");
            ann.send("x".repeat(300_000));
            assertThat(ann.closeCode()).isEqualTo(1009);
        }
        for (String bad : List.of(forged(token), old(access))) {
            assertThat(handshake(access, "/ws?token=" + bad, "")).isEqualTo(401);
            assertThat(handshake(access, "/ws?token=" + token, "Bearer " + bad)).isEqualTo(401);
        }
        assertThat(handshake(access, "/ws?device=" + "x".repeat(99) + "&token=" + token, ""))
                .isEqualTo(400);
        assertThat(handshake(access, "/ws?token=" + token, "Basic p4ssw0rd-of-the-proxy"))
                .isEqualTo(101);
        assertThat(handshake(access, "/ws", "bearer " + token)).isEqualTo(101);
        assertThat(handshake(access, "/ws", "")).isEqualTo(401);
    }

    private void useBadRequests(RunningAccess access) throws Exception {
        String token = token(access, "bob");
        for (String line : List.of(
                "GET /ws?token=" + token + " HTTP/1.1",
                "GET /ws?token=" + token + "&x={ HTTP/1.1",
                "GET /ws?x=%zz&token=" + token + " HTTP/1.1",
                "GET /ws?token=" + token + "%0d%0a HTTP/1.1",
                "GET http://x/ws?token=" + token + " HTTP/1.1",
                "GET /ws?token=" + token + " FTP/1.1",
                "GET /ws?token=" + token + "x".repeat(10_000) + " HTTP/1.1",
                "POST /msg/send_msg?token=" + token + " HTTP/1.1\r\nContent-Length: x")) {
            assertThat(raw(access, line + "\r\nHost: x\r\ntoken: " + token + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 4");
        }
    }

    private String token(RunningAccess access, String user) {
        String token = access.bean(Authenticator.class)
                .issue(new UserId(user), Platform.LINUX)
                .block(PATIENCE)
                .written();
        secrets.add(token);
        return token;
    }

    private String old(RunningAccess access) {
        String token = access.bean(TokenSigner.class).sign(new Token(new UserId("bob"), Platform.WEB, 1, 1000));
        secrets.add(token);
        return token;
    }

    private String forged(String token) {
        String forged = token.substring(0, token.length() - 4) + "AAAA";
        secrets.add(forged);
        return forged;
    }

    /** The token that this answer tells. */
    private String told(String answer) {
        String token =
                JsonMapper.shared().readTree(answer).path("data").path("token").asString();
        assertThat(token).as(answer).isNotEmpty();
        secrets.add(token);
        return token;
    }

    /** A signature is enough to know a token by, and half a token too much to tell. */
    private List<String> secretsIn(String text) {
        return secrets.stream()
                .flatMap(secret -> Stream.of(secret, secret.substring(secret.lastIndexOf('.') + 1)))
                .distinct()
                .filter(text::contains)
                .toList();
    }

    private static String stackOf(Throwable e) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            all.append(cause).append('\n');
        }
        return all.toString();
    }

    private Path log() {
        return directory.resolve("everything.log");
    }

    private String[] loud() {
        Stream<String> levels = LOUD.stream().map(name -> "--logging.level." + name + "=trace");
        return Stream.concat(
                        levels,
                        Stream.of(
                                "--logging.config=",
                                "--logging.threshold.console=off",
                                "--logging.file.name=" + log(),
                                "--spring.http.codecs.log-request-details=true"))
                .toArray(String[]::new);
    }

    private static String[] and(String[] some, String... others) {
        return Stream.of(some, others).flatMap(Stream::of).toArray(String[]::new);
    }

    private static String post(RunningAccess access, String route, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + access.port() + route))
                .timeout(PATIENCE)
                .header("operationID", "secrets")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("token", token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static HttpResponse<String> management(RunningAccess access, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(access.managementUri(path))
                .timeout(PATIENCE)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The status of a handshake's answer. */
    private static int handshake(RunningAccess access, String uri, String authorization) throws IOException {
        String header = authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n";
        String answer = raw(
                access,
                "GET " + uri + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + header
                        + "\r\n");
        return Integer.parseInt(answer.substring(9, 12));
    }

    /** The first bytes that come back. */
    private static String raw(RunningAccess access, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", access.port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), US_ASCII);
        }
    }

    /** What holds the secrets of the configuration, alone. */
    @EnableConfigurationProperties({AuthProperties.class, AdminProperties.class})
    static class Configured {}
}
