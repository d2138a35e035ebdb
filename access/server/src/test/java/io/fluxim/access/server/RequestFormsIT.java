package io.fluxim.access.server;

import static io.fluxim.access.server.RawSocket.handshake;
import static io.fluxim.access.server.RawSocket.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP (RFC 9110, 9112) and the WebSocket's handshake (RFC 6455, 4) ask of the form of requests and answers. */
class RequestFormsIT {

    private static final String JSON = "Content-Type: application/json";
    private static final String OPERATION = "operationID: forms";

    private static RunningAccess access;

    @BeforeAll
    static void start() {
        access = new RunningAccess();
        access.open("ann");
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    /** A header as it came, and what came behind the head. */
    private record Answer(String head, String body) {

        String status() {
            return head.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3);
        }

        /** Empty where there is none. */
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse("");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ws;a=b",
                "/ws;",
                "/%77s",
                "/w%73",
                "//ws",
                "/./ws",
                "/x/../ws",
                "/%2e/ws",
                "/ws/",
                "/WS",
                "/ws%3f",
                "/ws#a",
                "http://localhost//ws",
                "http://localhost/%77s"
            })
    void givenAnotherSpellingOfTheSocket_whenShakingHands_thenNoSuchRoute(String path) throws IOException {
        Answer answer = ask(handshake(access.query("ann", "spelling")).replaceFirst("/ws", path));
        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.body()).startsWith("{\"errCode\":1004,").contains("no such route");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth;a=b/parse_token", "/auth/parse_token;a=b", "/auth/%70arse_token", "//auth/parse_token",
                "/auth//parse_token", "/auth/./parse_token", "/user/../auth/parse_token", "/auth/parse_token/",
                "/auth%2fparse_token", "/auth/parse_token%00"
            })
    void givenAnotherSpellingOfARoute_whenCalled_thenNoSuchRoute(String path) throws IOException {
        String body = "{\"token\":\"x.y.z\"}";
        String length = "Content-Length: " + body.length();
        assertThat(ask(request("POST", "/auth/parse_token", JSON, OPERATION, length) + body)
                        .body())
                .startsWith("{\"errCode\":1503,");
        Answer answer = ask(request("POST", path, JSON, OPERATION, length) + body);
        assertThat(answer.status()).isEqualTo("200"); // SDKs look at nothing else otherwise
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Access-Control-Allow-Origin"))
                .isEqualTo("*"); // else a page sees none of the sentence
        assertThat(answer.body()).startsWith("{\"errCode\":1004,").contains("no such route: POST " + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x=%zz", "x=%", "x=%4", "x=%ff", "x=%c3", "%ed%a0%80=x", "x={", "x=\"", "x=a#b", "x=\u00e9"})
    void givenQueryThatIsNoEncodedText_whenAsked_thenBadRequestInTheEnvelope(String query) throws IOException {
        for (String text : new String[] {
            request("GET", "/?" + query),
            request("POST", "/auth/parse_token?" + query, JSON, OPERATION, "Content-Length: 0"),
            handshake(access.query("ann", "phone") + "&" + query)
        }) {
            Answer answer = ask(text);
            assertThat(answer.status()).isEqualTo("400");
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.body()).startsWith("{\"errCode\":1001,\"errMsg\":\"ArgsError\",\"errDlt\":\"the query");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "@x/ws", "ftp://x/ws", "http://x"})
    void givenTargetThatIsNoPath_whenAsked_thenBadRequest(String target) throws IOException {
        assertThat(ask(request("GET", target)).status()).isEqualTo("400");
    }

    /** Which every server must understand (RFC 9112, 3.2.2). */
    @Test
    void givenAddressInsteadOfAPath_whenShakingHands_thenAdmitted() throws IOException {
        String handshake = handshake(access.query("ann", "absolute"));
        assertThat(ask(handshake.replaceFirst("/ws", "http://localhost/ws")).status())
                .isEqualTo("101");
    }

    @Test
    void givenEncodedDevice_whenShakingHands_thenItIsDecoded() throws IOException {
        try (RawSocket socket = RawSocket.webSocket(access.port(), access.query("ann", "t%C3%A9l%2F%20%EF%BF%BD"))) {
            assertThat(socket.frame().text()).contains("\"device\":\"t\u00e9l/ \ufffd\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', device must be 1 to 64 bytes", "a%0Ab, device must not contain", "%ff, the query must be"})
    void givenBadDevice_whenShakingHands_thenBadRequestAndNotUnauthorized(String device, String why)
            throws IOException {
        Answer answer = ask(handshake(access.query("ann", device)));
        assertThat(answer.status()).isEqualTo("400");
        assertThat(answer.body()).startsWith("{\"errCode\":1001,").contains("\"errDlt\":\"" + why);
    }

    @Test
    void givenNoHandshake_whenTheSocketIsAsked_thenToldWhatWouldBeOne() throws IOException {
        for (String text : new String[] {
            request("GET", "/ws"),
            request("POST", "/ws", "Content-Length: 0"),
            handshake(access.query("ann", "old")).replace("Version: 13", "Version: 8")
        }) {
            Answer answer = ask(text);
            assertThat(answer.status()).isEqualTo("426");
            assertThat(answer.header("Upgrade")).isEqualTo("websocket");
            assertThat(answer.header("Connection")).isEqualToIgnoringCase("upgrade");
            assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo("13");
        }
    }

    /** The client decides what it does without one. */
    @Test
    void givenSubprotocols_whenShakingHands_thenAdmittedWithoutAny() throws IOException {
        String offer = "Sec-WebSocket-Protocol: graphql-ws, chat\r\n\r\n";
        Answer answer = ask(handshake(access.query("ann", "offer")).replaceFirst("\r\n\r\n$", "\r\n" + offer));
        assertThat(answer.status()).isEqualTo("101");
        assertThat(answer.header("Sec-WebSocket-Protocol")).isEmpty();
    }

    @Test
    void givenAnotherMethod_whenARouteIsCalled_thenToldWhichIsAllowed() throws IOException {
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            Answer answer = ask(request(method, "/msg/send_msg", "Content-Length: 0"));
            assertThat(answer.status()).isEqualTo("405");
            assertThat(answer.header("Allow")).isEqualTo("POST");
        }
    }

    @Test
    void givenHead_whenThePageIsAsked_thenAsForGetWithoutTheBody() throws IOException {
        try (RawSocket socket = RawSocket.open(access.port())) {
            socket.write(request("GET", "/"));
            Answer get = new Answer(socket.head(), "");
            socket.body(get.head());
            socket.write(request("HEAD", "/"));
            Answer head = new Answer(socket.head(), "");
            assertThat(head.status()).isEqualTo("200").isEqualTo(get.status());
            assertThat(head.header("Content-Length")).isNotEmpty().isEqualTo(get.header("Content-Length"));
            assertThat(head.header("Content-Type")).startsWith("text/html").isEqualTo(get.header("Content-Type"));
            socket.write(request("GET", "/nowhere"));
            assertThat(socket.head()).as("right behind the head").startsWith("HTTP/1.1 404");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate, gzip"})
    void givenCompressedBody_whenCalled_thenUnsupportedWithTheReason(String encoding) throws IOException {
        Answer answer = ask(request(
                        "POST",
                        "/auth/parse_token",
                        JSON,
                        OPERATION,
                        "Content-Encoding: " + encoding,
                        "Content-Length: 3")
                + "abc");
        assertThat(answer.status()).isEqualTo("415");
        assertThat(answer.body())
                .isEqualTo("{\"errCode\":1001,\"errMsg\":\"ArgsError\",\"errDlt\":"
                        + "\"Content-Encoding: must be left out, bodies are taken as they are\"}");
    }

    private static Answer ask(String request) throws IOException {
        try (RawSocket socket = RawSocket.open(access.port())) {
            socket.write(request.getBytes(StandardCharsets.UTF_8));
            String head = socket.head();
            return new Answer(head, head.startsWith("HTTP/1.1 101") ? "" : socket.body(head));
        }
    }
}
