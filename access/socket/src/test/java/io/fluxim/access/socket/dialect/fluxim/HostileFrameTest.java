package io.fluxim.access.socket.dialect.fluxim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.socket.dialect.Decoded;
import io.fluxim.protocol.Extras;
import io.fluxim.testkit.hostile.Fuzz;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames as an attacker writes them: whatever they are, there is an answer, it is short, and it can be written. {@code
 * FLUXIM_FUZZ_SECONDS} lets the random ones run for so long, from a seed that a failure tells.
 */
class HostileFrameTest {

    private static final int ROUNDS = 20_000;
    /** Bytes: the largest of these frames has 500,000 characters, and each nested object is read once more. */
    private static final long MEMORY = 64 << 20;

    private static final int MAX_ANSWER_BYTES = 1_024;
    private static final List<String> GOOD = List.of(
            "{\"op\":\"send\",\"ref\":\"1\",\"to\":{\"user\":\"bob\"},\"clientMsgId\":\"c1\",\"type\":\"text\","
                    + "\"body\":{\"content\":\"hi\"},\"options\":{\"history\":true},\"atUsers\":[\"a\"],\"ex\":\"e\","
                    + "\"offlinePush\":{\"title\":\"t\",\"desc\":\"d\",\"ex\":\"\",\"iosSound\":\"\",\"iosBadge\":true}}",
            "{\"op\":\"sync\",\"ref\":\"2\",\"after\":4,\"limit\":100}",
            "{\"op\":\"ack\",\"upTo\":7}",
            "{\"op\":\"ping\"}");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "\\",
            "\\u0000",
            "\\ud800",
            "\\udc00\\ud800",
            "\0",
            "\ufeff",
            "\ud800",
            "null",
            "1e999999999",
            "9223372036854775808",
            "-1",
            "0.1",
            "NaN",
            "{\"$ne\":\"\"}",
            "\"op\":\"send\",",
            "\"sender\":\"eve\",",
            "[[[[[[",
            "😀",
            "\u202e",
            "/*",
            "'",
            "1".repeat(1001));

    private final JsonCodec codec = new JsonCodec();

    static List<String> frames() {
        return List.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"op\":\"send\",\"body\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}",
                "{\"op\":\"ack\",\"upTo\":1e999999999}",
                "{\"op\":\"ack\",\"upTo\":" + "9".repeat(100_000) + "}",
                "{\"op\":\"" + "x".repeat(100_000) + "\"}",
                "{\"op\":\"ack\",\"" + "k".repeat(100_000) + "\":1,\"" + "k".repeat(100_000) + "\":2}",
                "{\"op\":{\"$ne\":\"\"}}",
                "{\"op\":\"\ud800\",\"ref\":\"\ud800\"}",
                "{\"op\":\"x\",\"ref\":\"\\ud800\"}",
                "\ufeff{}",
                "\0",
                "");
    }

    @ParameterizedTest
    @MethodSource("frames")
    void givenAHostileFrame_whenRead_thenAnsweredSoonAndShortly(String frame) {
        long start = System.nanoTime();
        assertThat(codec.decode(frame, Extras.from(1, "phone"))).isInstanceOf(Decoded.NotUnderstood.class);
        answered(frame);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void givenRandomChanges_whenRead_thenUnderstoodOrAnswered() {
        Fuzz.rounds(ROUNDS, random -> answered(Fuzz.changed(GOOD.get(random.nextInt(GOOD.size())), PIECES, random)));
    }

    private void answered(String frame) {
        Decoded decoded = Fuzz.within(MEMORY, () -> codec.decode(frame, Extras.from(1, "phone")));
        if (decoded instanceof Decoded.NotUnderstood not) {
            byte[] answer = FrameWriter.write(not.answer());
            assertThat(answer).hasSizeLessThan(MAX_ANSWER_BYTES);
            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .startsWith("{\"op\":\"error\"")
                    .doesNotContain("\ufffd");
        }
    }
}
