package io.fluxim.access.server;

import static io.fluxim.access.server.RawSocket.frame;
import static io.fluxim.access.server.RawSocket.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.access.socket.session.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

/** Clients that are slow, endless or too large, on the real edge with short times. Each is told so, or cut off. */
class EdgeIT {

    private static final byte[] DRIP = {'x'};
    private static final byte[] NOTHING = {};
    /** Its answer is of more than a megabyte; that of ten is more than the network's buffers take. */
    private static final String LARGE = request("GET", "/webjars/swagger-ui/swagger-ui-bundle.js");

    private static final String POST = "Content-Type: application/json";

    private static RunningAccess access;

    /** The two servers of a node; the bounds are the same. */
    private enum Port {
        CLIENTS,
        MANAGEMENT
    }

    @BeforeAll
    static void start() {
        access = new RunningAccess(
                "--im.access.socket.headers-within=1s",
                "--im.access.socket.body-within=1s",
                "--im.access.socket.taken-within=1s",
                "--im.access.socket.idle-after=2s",
                "--im.access.socket.max-headers=4KB",
                "--im.access.socket.max-line=2KB",
                "--im.access.socket.frame.within=1s",
                "--im.access.socket.frame.max-pieces=50",
                "--im.access.socket.frame.control-per-second=5",
                "--im.access.connection.ping-every=1s",
                "--im.access.connection.idle-after=4s",
                "--im.access.outbound.close-grace=1s");
        access.open("ann");
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @ParameterizedTest
    @EnumSource
    void givenClientThatSaysNothing_whenConnected_thenCut(Port port) throws IOException {
        double before = cuts("headers");
        try (RawSocket client = open(port)) {
            assertThat(client.ends()).isTrue();
        }
        assertThat(cuts("headers")).isGreaterThan(before);
    }

    @ParameterizedTest
    @EnumSource
    void givenHeadersThatDrip_whenTheirTimeIsOver_thenCut(Port port) throws IOException {
        double before = cuts("headers");
        try (RawSocket client = open(port)) {
            client.write("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            assertThat(client.endsWhileDripping(DRIP)).isTrue();
        }
        assertThat(cuts("headers")).isGreaterThan(before);
    }

    @ParameterizedTest
    @EnumSource
    void givenAnsweredRequest_whenNothingFollows_thenClosed(Port port) throws IOException {
        try (RawSocket client = open(port)) {
            client.write(request("GET", "/nowhere"));
            client.body(client.head());
            assertThat(client.ends()).isTrue();
        }
    }

    @Test
    void givenAnsweredRequest_whenTheNextDrips_thenCut() throws IOException {
        double before = cuts("headers");
        try (RawSocket client = open(Port.CLIENTS)) {
            client.write(request("GET", "/nowhere"));
            client.body(client.head());
            client.write("GET /");
            assertThat(client.endsWhileDripping(DRIP)).isTrue();
        }
        assertThat(cuts("headers")).isGreaterThan(before);
    }

    @ParameterizedTest
    @EnumSource
    void givenBodyThatDrips_whenItsTimeIsOver_thenCut(Port port) throws IOException {
        double before = cuts("body");
        try (RawSocket client = open(port)) {
            client.write(request("POST", "/auth/parse_token", POST, "operationID: 1", "Content-Length: 100000"));
            assertThat(client.endsWhileDripping(DRIP)).isTrue();
        }
        assertThat(cuts("body")).isGreaterThan(before);
    }

    /** Refused at the bound; what comes after the answer is read away, but not for ever. */
    @Test
    void givenBodyWithoutEnd_whenBeyondTheBound_thenRefusedAndCut() throws IOException {
        byte[] chunk = ("2000\r\n" + "x".repeat(0x2000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (RawSocket client = open(Port.CLIENTS)) {
            client.write(request("POST", "/auth/parse_token", POST, "operationID: 1", "Transfer-Encoding: chunked"));
            for (int i = 0; i < 200; i++) {
                client.write(chunk);
            }
            assertThat(client.body(client.head())).contains("body: must be at most 1048576 bytes");
            assertThat(client.endsWhileFlooded(chunk)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void givenLineOrHeadersBeyondTheBound_whenSent_thenToldSoAndClosed(Port port) throws IOException {
        try (RawSocket line = open(port);
                RawSocket headers = open(port)) {
            line.write(request("GET", "/" + "x".repeat(3000)));
            assertThat(line.head()).startsWith("HTTP/1.1 414");
            assertThat(line.ends()).isTrue();
            headers.write(request("GET", "/", "X-Large: " + "x".repeat(5000)));
            assertThat(headers.head()).startsWith("HTTP/1.1 431");
            assertThat(headers.ends()).isTrue();
        }
    }

    @Test
    void givenRequestsAheadOfAnswers_whenBeyondTheBound_thenCut() throws IOException {
        double before = cuts("ahead");
        String next = request("POST", "/auth/parse_token", POST, "operationID: 1", "Content-Length: 30000");
        byte[] ahead = (next + "x".repeat(30_000)).getBytes(StandardCharsets.US_ASCII);
        try (RawSocket client = open(Port.CLIENTS)) {
            client.write(LARGE.repeat(10));
            assertThat(client.endsWhileFlooded(ahead)).isTrue();
        }
        assertThat(cuts("ahead")).isGreaterThan(before);
    }

    @Test
    void givenAnswersThatAreNotTaken_whenTheirTimeIsOver_thenCut() throws IOException {
        double before = cuts("answer");
        try (RawSocket client = open(Port.CLIENTS)) {
            client.write(LARGE.repeat(20));
            until(() -> cuts("answer") > before);
        }
    }

    @Test
    void givenPingsWithoutEnd_whenBeyondTheirPace_thenEndedWithPolicy() throws IOException {
        byte[] ping = frame(RawSocket.PING, true, new byte[125]);
        try (RawSocket polite = webSocket();
                RawSocket rude = webSocket()) {
            polite.write(repeated(ping, 200));
            assertThat(polite.closeCode()).isEqualTo(1008);
            assertThat(rude.endsWhileFlooded(ping)).isTrue();
        }
        until(() -> access.bean(Sessions.class).count() == 0);
    }

    @Test
    void givenMessageInPieces_whenThereIsNoEnd_thenEndedWithPolicy() throws IOException {
        try (RawSocket many = webSocket();
                RawSocket slow = webSocket()) {
            many.write(frame(RawSocket.TEXT, false, DRIP));
            for (int i = 0; i < 50; i++) {
                many.write(frame(RawSocket.CONTINUATION, false, NOTHING));
            }
            assertThat(many.closeCode()).isEqualTo(1008);
            slow.write(frame(RawSocket.TEXT, false, DRIP));
            assertThat(slow.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void givenReservedBits_whenSentInAnyFrame_thenEndedAsAProtocolError() throws IOException {
        byte[] ping = "{\"op\":\"ping\"}".getBytes(StandardCharsets.US_ASCII);
        try (RawSocket text = webSocket();
                RawSocket control = webSocket();
                RawSocket last = webSocket()) {
            text.write(frame(RawSocket.TEXT | RawSocket.RESERVED, true, ping));
            assertThat(text.closeCode()).isEqualTo(1002);
            assertThat(text.ends()).isTrue();
            control.write(frame(RawSocket.PING | RawSocket.RESERVED, true, NOTHING));
            assertThat(control.closeCode()).isEqualTo(1002);
            last.write(frame(RawSocket.CLOSE | RawSocket.RESERVED, true, NOTHING));
            assertThat(last.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void givenMessageInPieces_whenTooLargeTogether_thenClosedWithItsCode() throws IOException {
        try (RawSocket client = webSocket()) {
            client.write(tooLargeTogether());
            assertThat(client.closeCode()).isEqualTo(1009);
            assertThat(client.ends()).isTrue();
        }
    }

    @Test
    void givenMessageInPieces_whenItsSenderVanishes_thenNoStackTraceIsLogged() throws IOException {
        try (StackTraces logged = StackTraces.ofAllLoggers()) {
            for (int i = 0; i < 20; i++) {
                try (RawSocket early = webSocket();
                        RawSocket late = webSocket()) {
                    early.write(frame(RawSocket.TEXT, false, DRIP));
                    late.write(tooLargeTogether());
                    if (i % 2 == 0) { // the server has spoken by then
                        early.next();
                        late.next();
                    }
                    early.reset();
                    late.reset();
                }
            }
            until(() -> access.bean(Sessions.class).count() == 0);
            assertThat(logged.seen()).isEmpty();
        }
    }

    @Test
    void givenPiecesWithinTheBounds_whenTheLastIsThere_thenTheyAreOneCommand() throws IOException {
        try (RawSocket client = webSocket()) {
            client.write(frame(RawSocket.TEXT, false, "{\"op\":".getBytes(StandardCharsets.US_ASCII)));
            client.write(frame(RawSocket.PING, true, NOTHING));
            client.write(frame(RawSocket.CONTINUATION, true, "\"ping\"}".getBytes(StandardCharsets.US_ASCII)));
            RawSocket.Frame answer = client.frame();
            while (answer.opcode() != RawSocket.TEXT || !answer.text().contains("pong")) {
                answer = client.frame();
            }
            assertThat(answer.text()).startsWith("{\"op\":\"pong\"");
        }
    }

    @Test
    void givenClientThatNeverAnswers_whenPinged_thenEndedAsIdle() throws IOException {
        try (RawSocket deaf = webSocket()) {
            assertThat(deaf.closeCode()).isEqualTo(4003);
            assertThat(deaf.ends()).isTrue();
        }
    }

    @Test
    void givenHttp2_whenStarted_thenRefusedByName() {
        assertThatThrownBy(() -> new RunningAccess("--server.http2.enabled=true").close())
                .rootCause()
                .hasMessageContaining("server.http2.enabled must be false");
    }

    private static RawSocket open(Port port) throws IOException {
        return RawSocket.open(
                port == Port.CLIENTS ? access.port() : access.managementUri("").getPort());
    }

    private static RawSocket webSocket() throws IOException {
        return RawSocket.webSocket(access.port(), access.query("ann", "device" + System.nanoTime()));
    }

    /** A message whose last piece makes it larger than twice a frame's bound, and nothing behind it. */
    private static byte[] tooLargeTogether() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[32_000];
        Arrays.fill(piece, (byte) 'x');
        all.writeBytes(frame(RawSocket.TEXT, false, piece));
        all.writeBytes(repeated(frame(RawSocket.CONTINUATION, false, piece), 7));
        all.writeBytes(frame(RawSocket.CONTINUATION, true, piece));
        return all.toByteArray();
    }

    private static byte[] repeated(byte[] bytes, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        IntStream.range(0, times).forEach(i -> all.writeBytes(bytes));
        return all.toByteArray();
    }

    private static double cuts(String reason) {
        return access.bean(MeterRegistry.class)
                .counter("im.access.socket.cuts", "reason", reason)
                .count();
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(Condition condition) {
        Flux.interval(Duration.ofMillis(20))
                .takeUntil(tick -> condition.holds())
                .blockLast(Duration.ofSeconds(20));
    }
}
