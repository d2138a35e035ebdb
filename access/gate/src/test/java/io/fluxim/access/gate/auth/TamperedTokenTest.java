package io.fluxim.access.gate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import io.fluxim.access.logic.Platform;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens as an attacker makes them: without the key all are refused, with whatever inside, and by nothing but a refusal. */
class TamperedTokenTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String TIMES = "\"iat\":1795435200,\"exp\":1895435200";

    private final TokenSigner signer = new TokenSigner(
            new AuthProperties(KEY, Duration.ofDays(1), Duration.ofSeconds(5)), Clock.fixed(NOW, ZoneOffset.UTC));
    private final String good = signer.sign(new Token(
            new UserId("ann"),
            Platform.WEB,
            NOW.toEpochMilli(),
            NOW.plusSeconds(60).toEpochMilli()));

    @Test
    void givenAnyOneCharacterChanged_whenVerified_thenRefused() {
        for (int at = 0; at < good.length(); at++) {
            for (char other : new char[] {'A', 'x', '_', '.', '=', ' ', '\0', 'é'}) {
                String changed = good.substring(0, at) + other + good.substring(at + 1);
                if (!sameSignature(changed)) {
                    assertThat(refusal(changed)).as("%s at %s", other, at).isPresent();
                }
            }
        }
    }

    @Test
    void givenAnyOneBitOfTheSignatureChanged_whenVerified_thenForged() {
        int dot = good.lastIndexOf('.');
        byte[] signature = new Base64URL(good.substring(dot + 1)).decode();
        for (int bit = 0; bit < signature.length * 8; bit++) {
            signature[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(refusal(good.substring(0, dot + 1) + Base64URL.encode(signature)))
                    .contains(ErrorCode.TOKEN_FORGED);
            signature[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void givenCutOrLengthened_whenVerified_thenRefused() {
        for (int length = 0; length < good.length(); length++) {
            assertThat(refusal(good.substring(0, length)))
                    .as("cut to %s", length)
                    .isPresent();
        }
        for (String more : List.of(".", ".x", "." + good, "A", ".e30.e30")) {
            assertThat(refusal(good + more)).as("with %s", more).isPresent();
        }
        assertThat(refusal("." + good)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\"}",
                "{\"alg\":\"None\"}",
                "{\"alg\":\"NONE\"}",
                "{\"alg\":\"HS384\"}",
                "{\"alg\":\"hs256\"}",
                "{\"alg\":\"RS256\"}",
                "{\"alg\":\"ES256\"}",
                "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}",
                "{\"alg\":[\"HS256\"]}",
                "{\"alg\":null}",
                "{}",
                "[]",
                "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"none\",\"alg\":\"HS256\"}"
            })
    void givenOtherHeaders_whenSignedWithTheRightKeyOrNot_thenRefused(String header) throws Exception {
        String claims = "{\"UserID\":\"ann\",\"PlatformID\":5," + TIMES + "}";
        assertThat(refusal(written(header, claims))).isPresent();
        String unsigned = Base64URL.encode(header) + "." + Base64URL.encode(claims) + ".";
        assertThat(refusal(unsigned)).isPresent();
        assertThat(refusal(unsigned + good.substring(good.lastIndexOf('.') + 1)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"UserID\":{\"$ne\":\"\"},\"PlatformID\":5," + TIMES + "}",
                "{\"UserID\":[\"ann\"],\"PlatformID\":5," + TIMES + "}",
                "{\"UserID\":null,\"PlatformID\":5," + TIMES + "}",
                "{\"UserID\":\"a:b\",\"PlatformID\":5," + TIMES + "}",
                "{\"UserID\":\"ann\",\"UserID\":\"imAdmin\",\"PlatformID\":5," + TIMES + "}",
                "{\"UserID\":\"ann\",\"PlatformID\":\"5\"," + TIMES + "}",
                "{\"UserID\":\"ann\",\"PlatformID\":-1," + TIMES + "}",
                "{\"UserID\":\"ann\",\"PlatformID\":1e400," + TIMES + "}",
                "{\"UserID\":\"ann\",\"PlatformID\":5,\"iat\":\"x\",\"exp\":1895435200}",
                "{\"UserID\":\"ann\",\"PlatformID\":5,\"iat\":1795435200,\"exp\":true}",
                "{\"UserID\":\"ann\",\"PlatformID\":5,\"iat\":1795435200,\"exp\":-1}",
                "{\"UserID\":\"ann\",\"PlatformID\":5,\"iat\":1795435200}",
                "{\"UserID\":\"ann\",\"PlatformID\":5,\"exp\":1895435200}",
                "{\"UserID\":\"ann\",\"PlatformID\":5,\"iatMs\":\"soon\"," + TIMES + "}",
                "{\"UserID\":\"ann\",\"PlatformID\":5,\"nbf\":1895435100," + TIMES + "}",
                "{\"PlatformID\":5," + TIMES + "}",
                "{}",
                "[]",
                "null",
                "",
                "{\"UserID\":"
            })
    void givenClaimsOfWrongTypes_whenSignedWithTheRightKey_thenRefused(String claims) throws Exception {
        assertThat(refusal(written("{\"alg\":\"HS256\"}", claims))).isPresent();
    }

    @Test
    void givenNoise_whenVerified_thenNothingButRefusals() {
        Random random = new Random(3);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder noise = new StringBuilder(good);
            for (int change = random.nextInt(6); change >= 0; change--) {
                int at = random.nextInt(noise.length());
                switch (random.nextInt(3)) {
                    case 0 -> noise.insert(at, (char) random.nextInt(0x10000));
                    case 1 -> noise.deleteCharAt(at);
                    default -> noise.insert(at, noise.substring(at / 2, at));
                }
            }
            String changed = noise.toString();
            assertThat(changed.equals(good) || refusal(changed).isPresent() || sameSignature(changed))
                    .as(changed)
                    .isTrue();
        }
    }

    /** The last character carries four bits of the signature and two of nothing: others may mean the same bytes. */
    private boolean sameSignature(String other) {
        int dot = good.lastIndexOf('.');
        return other.startsWith(good.substring(0, dot + 1))
                && new Base64URL(other.substring(dot + 1)).decode().length == 32
                && Arrays.equals(
                        new Base64URL(other.substring(dot + 1)).decode(),
                        new Base64URL(good.substring(dot + 1)).decode());
    }

    private Optional<ErrorCode> refusal(String written) {
        try {
            signer.verify(written);
            return Optional.empty();
        } catch (TokenRefused refused) {
            return Optional.of(refused.code());
        }
    }

    private static String written(String header, String claims) throws Exception {
        String signed = Base64URL.encode(header) + "." + Base64URL.encode(claims);
        Base64URL signature =
                new MACSigner(KEY).sign(new JWSHeader(JWSAlgorithm.HS256), signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + signature;
    }
}
