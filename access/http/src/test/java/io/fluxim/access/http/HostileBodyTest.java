package io.fluxim.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.hostile.Fuzz;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Bodies as an attacker writes them: read, or refused by {@link InvalidInput} and nothing else. {@code FLUXIM_FUZZ_SECONDS}
 * lets the random ones run for so long, from a seed that a failure tells.
 */
class HostileBodyTest {

    private static final int ROUNDS = 20_000;
    /** Bytes: the largest of these bodies has 500,000, and becomes a tree. */
    private static final long MEMORY = 64 << 20;

    private static final String GOOD = "{\"userID\":\"a\",\"groupID\":\"g\",\"count\":1,\"time\":2,\"flag\":true,"
            + "\"text\":\"\\u00e9\",\"items\":[{\"name\":\"x\",\"level\":3}],\"any\":{\"a\":[1.50,null]}}";
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
            "null",
            "1e999999999",
            "-1e-999999999",
            "9223372036854775808",
            "0.1",
            "NaN",
            "{\"$ne\":\"\"}",
            "\"userID\":\"b\",",
            "\"USERID\":\"b\",",
            "[[[[[[",
            "😀",
            "\u202e",
            "/*",
            "//",
            "'",
            "1".repeat(1001));

    record Inner(String name, Optional<Integer> level) {}

    record Asked(
            UserId userID,
            Optional<GroupId> groupID,
            int count,
            long time,
            boolean flag,
            Optional<String> text,
            Optional<List<Inner>> items,
            Optional<JsonNode> any) {}

    static List<String> bodies() {
        return List.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"any\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}",
                "{\"count\":1e999999999}",
                "{\"userID\":\"a\",\"count\":1e999999999}",
                "{\"userID\":\"a\",\"count\":-1e999999999}",
                "{\"userID\":\"a\",\"count\":1e99999999999999}",
                "{\"userID\":\"a\",\"count\":" + "9".repeat(100_000) + "}",
                "{\"userID\":\"a\",\"userID\":\"b\"}",
                "{\"userID\":{\"$ne\":null}}",
                "{\"" + "k".repeat(100_000) + "\":1}",
                "\ufeff{\"userID\":\"a\"",
                "\0",
                " ",
                "null",
                "{\"userID\":\"\\ud800\"}");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void givenAHostileBody_whenRead_thenRefusedSoonAndShortly(String body) {
        long start = System.nanoTime();
        assertThat(refusal(body.getBytes(StandardCharsets.UTF_8)))
                .hasValueSatisfying(refused -> assertThat(refused).hasSizeLessThan(400));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void givenBytesThatAreNoUtf8_whenRead_thenRefused() {
        for (byte[] bad : List.of(
                new byte[] {(byte) 0xc0, (byte) 0xaf}, // an overlong slash
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, // half of a pair
                new byte[] {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xff})) {
            byte[] body = "{\"userID\":\"aaaaaaaaa\"}".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bad, 0, body, 12, bad.length);
            assertThat(refusal(body)).isPresent();
        }
    }

    @Test
    void givenRandomChanges_whenRead_thenNothingButRefusals() {
        Fuzz.rounds(ROUNDS, random -> refusal(changed(random)));
    }

    private static byte[] changed(Random random) {
        byte[] body = Fuzz.changed(GOOD, PIECES, random).getBytes(StandardCharsets.UTF_8);
        return random.nextInt(4) == 0 ? Fuzz.changed(body, random) : body;
    }

    private static Optional<String> refusal(byte[] body) {
        try {
            Fuzz.within(MEMORY, () -> RequestReader.read(body, Asked.class));
            return Optional.empty();
        } catch (InvalidInput refused) {
            return Optional.of(refused.field() + ": " + refused.getMessage());
        }
    }
}
