package io.fluxim.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server says of itself, and what it serves beside the routes. */
class OpenApiTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#/components/schemas/([^\"]+)\"");
    private static final Pattern AFAR = Pattern.compile("(src|href)=\"(https?:)?//");

    private static final Pattern OWN_FILE = Pattern.compile("(src|href)=\"([A-Za-z0-9_.-]+[.](js|css|svg))\"");

    private static InMemoryAccess access;

    @BeforeAll
    static void start() {
        access = new InMemoryAccess();
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void givenRoutes_whenDescribed_thenEachWithItsHeadersBodyAndAnswer() throws Exception {
        JsonNode paths = document().path("paths");
        assertThat(paths.propertyNames()).hasSize(22).contains("/auth/get_admin_token", "/msg/send_msg");
        assertThat(paths).allSatisfy(path -> {
            JsonNode operation = path.path("post");
            assertThat(operation.path("summary").asString()).isNotEmpty();
            assertThat(operation.path("parameters").path(0).path("name").asString())
                    .isEqualTo("operationID");
            assertThat(schema(operation.path("requestBody"))).startsWith("#/components/schemas/");
            assertThat(schema(operation.path("responses").path("200"))).startsWith("#/components/schemas/Answer");
        });
        assertThat(paths.path("/auth/get_admin_token").path("post").has("security"))
                .isFalse();
        assertThat(paths.path("/auth/get_user_token").path("post").has("security"))
                .isTrue();
    }

    @Test
    void givenOwnAdditions_whenDescribed_thenTheyAndNoOthersAreMarked() throws Exception {
        List<String> marked = document()
                .path("paths")
                .propertyStream()
                .filter(path ->
                        path.getValue().path("post").path("x-own-addition").asBoolean(false))
                .map(path -> path.getKey())
                .toList();
        assertThat(marked).containsExactly("/msg/get_history");
    }

    @Test
    void givenSchemas_whenReferred_thenEachIsThereAndSaysWhatIsRequired() throws Exception {
        JsonNode document = document();
        JsonNode schemas = document.path("components").path("schemas");
        assertThat(REFERENCE.matcher(document.toString()).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(schemas.has(name)).as(name).isTrue());
        assertThat(required(schemas.path("GroupCreate"))).containsExactly("groupInfo");
        assertThat(required(schemas.path("TokenOfLogin"))).containsExactlyInAnyOrder("platformID", "userID");
        assertThat(schemas.path("TokenOfLogin")
                        .path("properties")
                        .path("userID")
                        .path("type")
                        .asString())
                .isEqualTo("string");
        assertThat(schemas.propertyNames()).noneMatch(name -> name.startsWith("Call"));
    }

    @Test
    void givenPages_whenServed_thenNothingComesFromAfar() throws Exception {
        for (String path : List.of("/swagger-ui.html", "/")) {
            HttpResponse<String> page = get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
            assertThat(AFAR.matcher(page.body()).find()).as(path).isFalse();
        }
        assertThat(get("/swagger-ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        for (String file : OWN_FILE.matcher(get("/").body())
                .results()
                .map(found -> found.group(2))
                .toList()) {
            assertThat(get("/" + file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void givenChatPage_whenServed_thenItsPolicyLetsNothingElseRun() throws Exception {
        assertThat(get("/").body())
                .contains("http-equiv=\"Content-Security-Policy\"")
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .doesNotContain("unsafe-inline")
                .doesNotContain("unsafe-eval")
                .doesNotContain("<script>")
                .doesNotContain("style=");
    }

    @Test
    void givenUnknownPath_whenAsked_thenTheEnvelope() throws Exception {
        HttpResponse<String> missing = get("/no/such/page");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body())
                .isEqualTo("{\"errCode\":1004,\"errMsg\":\"RecordNotFoundError\","
                        + "\"errDlt\":\"no such route: GET /no/such/page\"}");
    }

    @Test
    void givenServer_whenCalled_thenTheEnvelopeIsWrittenAsInTests() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(url("/auth/parse_token"))
                        .header("operationID", "1")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"x\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.body())
                .isEqualTo("{\"errCode\":1503,\"errMsg\":\"TokenMalformedError\","
                        + "\"errDlt\":\"token: This is not a token.\"}");
    }

    private static String schema(JsonNode described) {
        return described
                .path("content")
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asString();
    }

    private static Stream<String> required(JsonNode schema) {
        return schema.path("required").valueStream().map(JsonNode::asString);
    }

    private static JsonNode document() throws IOException, InterruptedException {
        return JSON.readTree(get("/v3/api-docs").body());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(url(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI url(String path) {
        return URI.create("http://127.0.0.1:" + access.port() + path);
    }
}
