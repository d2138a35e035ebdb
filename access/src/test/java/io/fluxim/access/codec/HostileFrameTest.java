package io.fluxim.access.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames as an attacker writes them: whatever they are, there is an answer, it is short, and it can be written. {@code
 * FLUXIM_FUZZ_SECONDS} lets the random ones run for so long, from a seed that a failure tells.
 */
class HostileFrameTest {

    private static final int ROUNDS = 20_000;
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
        assertThat(codec.decode(frame, "phone", 1)).isInstanceOf(Decoded.NotUnderstood.class);
        answered(frame);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void givenRandomChanges_whenRead_thenUnderstoodOrAnswered() {
        long seconds = Long.parseLong(System.getenv().getOrDefault("FLUXIM_FUZZ_SECONDS", "0"));
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        for (long seed = 0; seed < ROUNDS || System.nanoTime() < end; seed++) {
            String frame = changed(new Random(seed));
            assertThatCode(() -> answered(frame)).as("seed %s", seed).doesNotThrowAnyException();
        }
    }

    private static String changed(Random random) {
        StringBuilder text = new StringBuilder(GOOD.get(random.nextInt(GOOD.size())));
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(5));
            text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private void answered(String frame) {
        if (codec.decode(frame, "phone", 1) instanceof Decoded.NotUnderstood not) {
            byte[] answer = FrameWriter.write(not.answer());
            assertThat(answer).hasSizeLessThan(MAX_ANSWER_BYTES);
            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .startsWith("{\"op\":\"error\"")
                    .doesNotContain("\ufffd");
        }
    }
}
