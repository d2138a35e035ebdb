package io.fluxim.access.http;

import static io.fluxim.access.http.TestApi.ARGS;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.gate.form.Answer;
import io.fluxim.access.logic.Platform;
import io.fluxim.access.logic.TestClock;
import io.fluxim.directory.token.InMemoryCutoffs;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.StoreUnavailable;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

class ConventionsTest {

    private static final String LONG_ID = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0";

    private final TestClock clock = new TestClock();
    private final Authenticator authenticator = TestApi.authenticator(new InMemoryCutoffs(), clock);
    private final TestApi api = TestApi.of(authenticator, new EchoHandler());

    record Inner(String name, Optional<Integer> level) {
        Inner {
            if (name.isEmpty()) {
                throw InvalidInput.of("name", "must not be empty");
            }
        }
    }

    record Echo(
            UserId userID,
            int count,
            long time,
            boolean flag,
            Optional<GroupId> groupID,
            Optional<String> text,
            Optional<List<Inner>> items) {}

    record Echoed(String userID, int count, long time, boolean flag, String group, String text, List<String> items) {}

    record Nothing() {}

    /** An inner class, not a nested one: the application's scan, in integration tests, leaves it out. */
    @RestController
    final class EchoHandler {

        @PostMapping("/echo")
        Mono<Answer<Echoed>> echo(Call<Echo> call) {
            Echo asked = call.request();
            call.caller().mustBe("userID", asked.userID());
            return Mono.just(Answer.of(new Echoed(
                    asked.userID().value(),
                    asked.count(),
                    asked.time(),
                    asked.flag(),
                    asked.groupID().map(GroupId::value).orElse(""),
                    asked.text().orElse(""),
                    asked.items().orElse(List.of()).stream().map(Inner::name).toList())));
        }

        @PostMapping("/away")
        Mono<Answer<Void>> away(Call<Nothing> call) {
            return Mono.error(new StoreUnavailable("looking", new IllegalStateException("10.0.0.1 is gone")));
        }

        @PostMapping("/broken")
        Mono<Answer<Void>> broken(Call<Nothing> call) {
            throw new IllegalStateException("a secret of ours");
        }

        @PostMapping("/open")
        Mono<Answer<Void>> open(OpenCall<Nothing> call) {
            return Mono.just(Answer.done());
        }
    }

    @Test
    void givenAllFields_whenCalled_thenZeroValuesAreWritten() {
        api.as("anna", "/echo", "{\"userID\":\"anna\",\"count\":0,\"time\":0,\"flag\":false}")
                .isData("{\"userID\":\"anna\",\"count\":0,\"time\":0,\"flag\":false,\"group\":\"\",\"text\":\"\","
                        + "\"items\":[]}");
    }

    @Test
    void givenOtherCaseNullsAndUnknownKeys_whenCalled_thenReadAsOpenImDoes() {
        api.as(
                        "anna",
                        "/echo",
                        "{\"userid\":\"anna\",\"COUNT\":1,\"time\":9007199254740993,\"flag\":true,\"groupID\":\"\","
                                + "\"text\":null,\"items\":[{\"name\":\"x\"}],\"unknown\":{}}")
                .isData("{\"userID\":\"anna\",\"count\":1,\"time\":9007199254740993,\"flag\":true,\"group\":\"\","
                        + "\"text\":\"\",\"items\":[\"x\"]}");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            []                                            | body: must be an object, was array
            7                                             | body: must be an object, was 7
            {"userID":                                    | body: must be one valid JSON object; reading it stopped at line 1, column 11
            {"userID":"a","userID":"b"}                   | body: must be one valid JSON object; reading it stopped at line 1, column 23
            {} {}                                         | body: must be one valid JSON object; reading it stopped at line 1, column 4
            {}                                            | userID: is required: a user id
            {"userID":null}                               | userID: is required: a user id
            {"userID":7}                                  | userID: must be a user id, was 7
            {"userID":""}                                 | userID: must be 1 to 64 bytes of UTF-8, was 0
            {"userID":"a:b"}                              | userID: must not contain ':', white space, control characters or unpaired surrogates
            {"userID":"\\ud800"}                          | userID: must not contain unpaired surrogates
            {"userID":"a","count":"1"}                    | count: must be a whole number of 32 bits, was string
            {"userID":"a","count":1.0}                    | count: must be a whole number of 32 bits, was 1.0
            {"userID":"a","count":2147483648}             | count: must be a whole number of 32 bits, was 2147483648
            {"userID":"a","count":1,"time":1e30}          | time: must be a whole number of 64 bits, was 1E+30
            {"userID":"a","count":1,"time":1,"flag":1}    | flag: must be true or false, was 1
            {"userID":"a","count":1,"time":1,"flag":true,"text":{}}                       | text: must be a string, was object
            {"userID":"a","count":1,"time":1,"flag":true,"items":{}}                      | items: must be an array, was object
            {"userID":"a","count":1,"time":1,"flag":true,"items":[null]}                  | items[0]: is required: an object
            {"userID":"a","count":1,"time":1,"flag":true,"items":[{"name":"x"},{}]}       | items[1].name: is required: a string
            {"userID":"a","count":1,"time":1,"flag":true,"items":[{"name":""}]}           | items[0].name: must not be empty
            {"userID":"a","count":1,"time":1,"flag":true,"items":[{"name":"x","level":true}]} | items[0].level: must be a whole number of 32 bits, was boolean
            """)
    void givenBadBody_whenCalled_thenFieldAndExpectationAreNamed(String body, String detail) {
        api.as("a", "/echo", body).isRefused(1001, ARGS, detail);
    }

    @Test
    void givenNoOperationId_whenCalled_thenThatIsSaidFirst() {
        api.client()
                .post()
                .uri("/echo")
                .bodyValue("{")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("{\"errCode\":1001,\"errMsg\":\"ArgsError\",\"errDlt\":"
                        + "\"operationID: is required: a header that names this request\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "a\tb", "a\u007f", LONG_ID})
    void givenAnOperationIdThatNoLogShouldHave_whenCalled_thenRefused(String operation) {
        api.client()
                .post()
                .uri("/open")
                .header("operationID", operation)
                .bodyValue("{}")
                .exchange()
                .expectBody(String.class)
                .isEqualTo("{\"errCode\":1001,\"errMsg\":\"ArgsError\",\"errDlt\":"
                        + "\"operationID: must be at most 256 characters without control characters\"}");
    }

    @Test
    void givenNoToken_whenCalled_thenThatIsSaidBeforeTheBody() {
        api.open("/echo", "{").isRefused(1001, ARGS, "token: is required: a header (/auth/get_user_token)");
        api.open("/open", "{}").isDone();
        api.open("/open", "").isDone();
    }

    @Test
    void givenBadTokens_whenCalled_thenEachHasItsNumber() {
        String token = api.token("anna", Platform.IOS);
        String forged = token.substring(0, token.length() - 6) + "AAAAAA";
        api.with("no token", "/echo", "{}").isRefused(1503, "TokenMalformedError", "token: This is not a token.");
        api.with(forged, "/echo", "{}")
                .isRefused(1505, "TokenUnknownError", "token: The signature of the token is wrong.");
        clock.add(Duration.ofDays(91));
        api.with(token, "/echo", "{}").isRefused(1501, "TokenExpiredError", "token: The token has expired.");
    }

    @Test
    void givenRevokedToken_whenCalled_thenKicked() {
        String token = api.token("anna", Platform.IOS);
        authenticator.revoke(new UserId("anna"), Platform.IOS).block(Duration.ofSeconds(5));
        api.with(token, "/echo", "{}").isRefused(1506, "TokenKickedError", "token: The token was revoked.");
    }

    @Test
    void givenAnothersUserId_whenCalled_thenOnlyTheAdministratorMay() {
        String body = "{\"userID\":\"bob\",\"count\":0,\"time\":0,\"flag\":false}";
        api.as("anna", "/echo", body)
                .isRefused(1002, "NoPermissionError", "userID: must be the token's own user: anna");
        api.admin("/echo", body).data();
    }

    @Test
    void givenAdminsIdOnAnotherPlatform_whenCalled_thenNoAdministrator() {
        String body = "{\"userID\":\"bob\",\"count\":0,\"time\":0,\"flag\":false}";
        api.with(api.token("imAdmin", Platform.WEB), "/echo", body)
                .isRefused(1002, "NoPermissionError", "userID: must be the token's own user: imAdmin");
        api.with(api.token("anna", Platform.ADMIN), "/echo", body)
                .isRefused(1002, "NoPermissionError", "userID: must be the token's own user: anna");
    }

    @Test
    void givenTooLargeBody_whenCalled_thenRefusedWithTheLimit() {
        api.as("anna", "/echo", "{\"text\":\"" + "x".repeat(1024 * 1024) + "\"}")
                .isRefused(1001, ARGS, "body: must be at most 1048576 bytes");
    }

    @Test
    void givenCompressedBody_whenCalled_thenUnsupportedWithTheReason() {
        api.client()
                .post()
                .uri("/open")
                .header("operationID", "1")
                .header("Content-Encoding", "gzip")
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectBody(String.class)
                .isEqualTo("{\"errCode\":1001,\"errMsg\":\"ArgsError\",\"errDlt\":"
                        + "\"Content-Encoding: must be left out, bodies are taken as they are\"}");
    }

    @Test
    void givenStoreAway_whenCalled_thenTemporaryAndNothingOfOursIsTold() {
        api.as("anna", "/away", "{}")
                .isRefusedForNow(
                        500, "ServerInternalError", "a store that is needed cannot answer; temporary, try again");
        api.as("anna", "/broken", "{}")
                .isRefusedForNow(
                        500, "ServerInternalError", "the request could not be completed; temporary, try again");
    }

    @Test
    void givenUnknownRoute_whenCalled_thenNamed() {
        api.open("/no/such", "{}").isRefused(1004, "RecordNotFoundError", "no such route: POST /no/such");
        api.client()
                .get()
                .uri("/no/such")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody(String.class)
                .isEqualTo("{\"errCode\":1004,\"errMsg\":\"RecordNotFoundError\","
                        + "\"errDlt\":\"no such route: GET /no/such\"}");
        api.client()
                .get()
                .uri("/echo")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .valueEquals("Allow", "POST")
                .expectBody(String.class)
                .isEqualTo("{\"errCode\":1001,\"errMsg\":\"ArgsError\","
                        + "\"errDlt\":\"routes are called with POST, was GET /echo\"}");
    }

    @Test
    void givenBrowser_whenAskingBeforehand_thenEveryOriginAndHeaderMay() {
        api.client()
                .method(HttpMethod.OPTIONS)
                .uri("/echo")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "token,operationid")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*")
                .expectHeader()
                .valueEquals("Access-Control-Allow-Headers", "*")
                .expectHeader()
                .valueEquals("Access-Control-Allow-Methods", "*");
    }

    @Test
    void givenBrowser_whenRefused_thenItMayStillReadWhy() {
        api.client()
                .post()
                .uri("/echo")
                .header("Origin", "https://shop.example")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*");
    }
}
