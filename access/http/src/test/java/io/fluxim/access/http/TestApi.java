package io.fluxim.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.auth.AdminProperties;
import io.fluxim.access.gate.auth.AuthProperties;
import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.gate.auth.ThrottledAuthenticator;
import io.fluxim.access.gate.auth.TokenSigner;
import io.fluxim.access.gate.limit.ClientAddresses;
import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.access.gate.limit.TestLimits;
import io.fluxim.access.logic.Platform;
import io.fluxim.access.logic.TestClock;
import io.fluxim.directory.token.Cutoffs;
import io.fluxim.protocol.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Routes behind the real conventions, without a server; callers are known by their user id. */
public final class TestApi {

    public static final String SECRET = "a secret of the administrator";
    public static final AdminProperties ADMIN = new AdminProperties(SECRET, "imAdmin");
    public static final String ARGS = "ArgsError";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AuthProperties AUTH =
            new AuthProperties("0123456789abcdef0123456789abcdef", Duration.ofDays(90), Duration.ofSeconds(5));

    private final WebTestClient client;
    private final Authenticator authenticator;

    private TestApi(WebTestClient client, Authenticator authenticator) {
        this.client = client;
        this.authenticator = authenticator;
    }

    public static Authenticator authenticator(Cutoffs cutoffs, TestClock clock) {
        return new Authenticator(new TokenSigner(AUTH, clock), cutoffs, AUTH, clock);
    }

    /** With the default limits, in a time that stands still. */
    public static TestApi of(Authenticator authenticator, Object... handlers) {
        return of(authenticator, TestLimits.rates(), handlers);
    }

    public static TestApi of(Authenticator authenticator, RateLimits rates, Object... handlers) {
        CallResolver.Gate gate = new CallResolver.Gate(
                new ClientAddresses(TestLimits.properties()),
                new ThrottledAuthenticator(authenticator, rates.badTokens()),
                rates);
        WebTestClient client = WebTestClient.bindToController(handlers)
                .controllerAdvice(new RefusalHandler())
                .argumentResolvers(resolvers -> resolvers.addCustomResolver(
                        new CallResolver(gate, ADMIN, new HttpProperties(DataSize.ofMegabytes(1)))))
                .webFilter(new CorsFilter())
                .configureClient()
                .responseTimeout(Duration.ofSeconds(20))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(2 * 1024 * 1024))
                .build();
        return new TestApi(client, authenticator);
    }

    public WebTestClient client() {
        return client;
    }

    /** What the administrator is answered. */
    public Got admin(String route, String body) {
        return post(route, Optional.of(token("imAdmin", Platform.ADMIN)), body);
    }

    /** What a user is answered. */
    public Got as(String user, String route, String body) {
        return post(route, Optional.of(token(user, Platform.WEB)), body);
    }

    /** What somebody without a token is answered. */
    public Got open(String route, String body) {
        return post(route, Optional.empty(), body);
    }

    public Got with(String token, String route, String body) {
        return post(route, Optional.of(token), body);
    }

    public String token(String user, Platform platform) {
        return authenticator
                .issue(new UserId(user), platform)
                .map(Authenticator.Issued::written)
                .block(Duration.ofSeconds(5));
    }

    private Got post(String route, Optional<String> token, String body) {
        EntityExchangeResult<byte[]> result = client.post()
                .uri(route)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    headers.set("operationID", "test");
                    token.ifPresent(value -> headers.set("token", value));
                })
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();
        return new Got(new String(result.getResponseBody(), StandardCharsets.UTF_8));
    }

    /** An envelope as it was written. */
    public record Got(String json) {

        public JsonNode data() {
            assertThat(node().path("errCode").asInt()).as(json).isZero();
            return node().path("data");
        }

        /** The whole envelope is this and nothing else. */
        public void isDone() {
            assertThat(json).isEqualTo("{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\"}");
        }

        public void isData(String data) {
            assertThat(json).isEqualTo("{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\",\"data\":" + data + "}");
        }

        public void isRefused(int code, String message, String detail) {
            assertThat(node())
                    .isEqualTo(JSON.createObjectNode()
                            .put("errCode", code)
                            .put("errMsg", message)
                            .put("errDlt", detail));
        }

        /** Refused, and it may be tried again; answers the pause that is asked for, in milliseconds. */
        public long isRefusedForNow(int code, String message, String detail) {
            long pause = node().path("retryAfterMs").asLong();
            assertThat(pause).as(json).isPositive();
            assertThat(node())
                    .isEqualTo(JSON.createObjectNode()
                            .put("errCode", code)
                            .put("errMsg", message)
                            .put("errDlt", detail)
                            .put("temporary", true)
                            .put("retryAfterMs", node().path("retryAfterMs").asInt()));
            return pause;
        }

        private JsonNode node() {
            return JSON.readTree(json);
        }
    }
}
