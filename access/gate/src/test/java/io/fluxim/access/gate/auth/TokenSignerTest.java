package io.fluxim.access.gate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.fluxim.access.logic.Platform;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.UserId;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSignerTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final TokenSigner signer = signer(KEY, CLOCK);
    private final Token token = new Token(
            new UserId("ann"),
            Platform.WEB,
            NOW.toEpochMilli(),
            NOW.plusSeconds(60).getEpochSecond() * 1000);

    @Test
    void givenToken_whenSignedAndVerified_thenSaysTheSameToTheMillisecond() {
        assertThat(signer.verify(signer.sign(token))).isEqualTo(token);
    }

    @Test
    void givenToken_whenSigned_thenCarriesTheClaimsOfOpenIm() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(signer.sign(token)).getJWTClaimsSet();
        assertThat(claims.getStringClaim("UserID")).isEqualTo("ann");
        assertThat(claims.getIntegerClaim("PlatformID")).isEqualTo(5);
        assertThat(claims.toJSONObject().get("iat")).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.toJSONObject().get("exp")).isEqualTo(NOW.getEpochSecond() + 60);
    }

    @Test
    void givenOtherKey_whenVerified_thenForged() {
        String forged = signer("x".repeat(32), CLOCK).sign(token);
        refused(forged, ErrorCode.TOKEN_FORGED);
    }

    @Test
    void givenChangedClaims_whenVerified_thenForged() {
        String[] parts = signer.sign(token).split("\\.");
        String other = signer.sign(new Token(new UserId("bob"), Platform.WEB, token.issuedAt(), token.expiresAt()))
                .split("\\.")[1];
        refused(parts[0] + "." + other + "." + parts[2], ErrorCode.TOKEN_FORGED);
    }

    @Test
    void givenNoAlgorithm_whenVerified_thenForged() {
        refused(new PlainJWT(claims().build()).serialize(), ErrorCode.TOKEN_FORGED);
    }

    @Test
    void givenOtherAlgorithm_whenVerified_thenForged() throws JOSEException, GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        refused(
                signed(
                        JWSAlgorithm.RS256,
                        new RSASSASigner(keys.generateKeyPair().getPrivate()),
                        claims()),
                ErrorCode.TOKEN_FORGED);
        refused(signed(JWSAlgorithm.HS512, new MACSigner(KEY.repeat(2)), claims()), ErrorCode.TOKEN_FORGED);
    }

    @Test
    void givenTimePassed_whenVerified_thenExpiredFromThatVerySecondOn() {
        Clock later = Clock.fixed(Instant.ofEpochMilli(token.expiresAt()), ZoneOffset.UTC);
        assertThatThrownBy(() -> signer(KEY, later).verify(signer.sign(token)))
                .isInstanceOfSatisfying(
                        TokenRefused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOKEN_EXPIRED));
    }

    @Test
    void givenNotBefore_whenTooEarly_thenNotYetValid() throws JOSEException {
        refused(mac(claims().notBeforeTime(Date.from(NOW.plusSeconds(2)))), ErrorCode.TOKEN_NOT_YET_VALID);
    }

    @Test
    void givenNoMilliseconds_whenVerified_thenIssuedWhenItsSecondBegan() throws JOSEException {
        Token read = signer.verify(mac(claims().claim("iatMs", null)));
        assertThat(read.issuedAt()).isEqualTo(NOW.getEpochSecond() * 1000);
    }

    @Test
    void givenMissingOrWrongClaim_whenVerified_thenInvalid() throws JOSEException {
        refused(mac(claims().claim("UserID", null)), ErrorCode.TOKEN_INVALID);
        refused(mac(claims().claim("UserID", 7)), ErrorCode.TOKEN_INVALID);
        refused(mac(claims().claim("UserID", "a b")), ErrorCode.TOKEN_INVALID);
        refused(mac(claims().claim("PlatformID", 99)), ErrorCode.TOKEN_INVALID);
        refused(mac(claims().claim("PlatformID", "web")), ErrorCode.TOKEN_INVALID);
        refused(mac(claims().expirationTime(null)), ErrorCode.TOKEN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b", "a.b.c", "....", "{}", "e30.e30.e30", "\u0000"})
    void givenNoToken_whenVerified_thenMalformed(String written) {
        refused(written, ErrorCode.TOKEN_MALFORMED);
    }

    @Test
    void givenNothingOrTooMuch_whenVerified_thenRefused() {
        refused("", ErrorCode.TOKEN_MISSING);
        refused("e".repeat(5000), ErrorCode.TOKEN_MALFORMED);
    }

    @Test
    void givenMissingOrShortKey_whenConfigured_thenRefusesToStartWithoutShowingIt() {
        assertThatThrownBy(() -> properties(""))
                .hasMessageContaining("im.access.jwt.key")
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> properties("x".repeat(31)))
                .hasMessageContaining("32")
                .hasMessageContaining("31")
                .hasMessageNotContaining("xxx");
        assertThat(properties(KEY).toString()).doesNotContain(KEY);
    }

    private void refused(String written, ErrorCode code) {
        assertThatThrownBy(() -> signer.verify(written))
                .isInstanceOfSatisfying(
                        TokenRefused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .claim("UserID", "ann")
                .claim("PlatformID", 5)
                .issueTime(Date.from(NOW))
                .claim("iatMs", NOW.toEpochMilli())
                .expirationTime(Date.from(NOW.plusSeconds(60)));
    }

    private static String mac(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(JWSAlgorithm.HS256, new MACSigner(KEY), claims);
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner with, JWTClaimsSet.Builder claims)
            throws JOSEException {
        SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims.build());
        jwt.sign(with);
        return jwt.serialize();
    }

    private static TokenSigner signer(String key, Clock clock) {
        return new TokenSigner(properties(key), clock);
    }

    private static AuthProperties properties(String key) {
        return new AuthProperties(key, Duration.ofDays(1), Duration.ofSeconds(5));
    }
}
