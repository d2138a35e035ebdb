package io.fluxim.access.gate.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import io.fluxim.access.logic.Platform;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * Tokens as JSON Web Tokens, HS256 and nothing else: whatever algorithm a token asks for itself is refused.
 *
 * <p>Claims are OpenIM's ({@code UserID}, {@code PlatformID}, {@code iat} and {@code exp} in seconds) and {@code iatMs},
 * the issue time in milliseconds; a token without it counts as issued when its second began.
 */
public final class TokenSigner {

    private static final String USER = "UserID";
    private static final String PLATFORM = "PlatformID";
    private static final String ISSUED_MS = "iatMs";
    private static final int MAX_TOKEN_CHARS = 4096;

    private final MACSigner signer;
    private final JWSVerifier verifier;
    private final Clock clock;

    public TokenSigner(AuthProperties properties, Clock clock) {
        byte[] key = properties.key().getBytes(StandardCharsets.UTF_8);
        try {
            this.signer = new MACSigner(key);
            this.verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("im.access.jwt.key does not serve for HS256", e);
        }
        this.clock = clock;
    }

    /** The written form of a token. */
    public String sign(Token token) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim(USER, token.user().value())
                .claim(PLATFORM, token.platform().number())
                .issueTime(new Date(token.issuedAt()))
                .claim(ISSUED_MS, token.issuedAt())
                .expirationTime(new Date(token.expiresAt()))
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 signs whatever it is given", e);
        }
        return jwt.serialize();
    }

    /** What a token says, or {@link TokenRefused}. Revocation is not looked at here. */
    public Token verify(String written) {
        JWTClaimsSet claims = verified(written);
        try {
            return inTime(claims, read(claims));
        } catch (ParseException | InvalidInput e) {
            throw new TokenRefused(ErrorCode.TOKEN_INVALID);
        }
    }

    private JWTClaimsSet verified(String written) {
        if (written.isEmpty()) {
            throw new TokenRefused(ErrorCode.TOKEN_MISSING);
        }
        if (written.length() > MAX_TOKEN_CHARS) {
            throw new TokenRefused(ErrorCode.TOKEN_MALFORMED);
        }
        try {
            JWT jwt = JWTParser.parse(written);
            if (!(jwt instanceof SignedJWT signed)
                    || !JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm())
                    || !signed.verify(verifier)) {
                throw new TokenRefused(ErrorCode.TOKEN_FORGED);
            }
            return Optional.ofNullable(signed.getJWTClaimsSet())
                    .orElseThrow(() -> new TokenRefused(ErrorCode.TOKEN_MALFORMED));
        } catch (ParseException | IllegalArgumentException e) {
            throw new TokenRefused(ErrorCode.TOKEN_MALFORMED);
        } catch (JOSEException e) {
            throw new TokenRefused(ErrorCode.TOKEN_FORGED);
        }
    }

    private static Token read(JWTClaimsSet claims) throws ParseException {
        String user = claims.getStringClaim(USER);
        Integer number = claims.getIntegerClaim(PLATFORM);
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (user == null || number == null || issued == null || expires == null) {
            throw new TokenRefused(ErrorCode.TOKEN_INVALID);
        }
        Platform platform = Platform.of(number).orElseThrow(() -> new TokenRefused(ErrorCode.TOKEN_INVALID));
        Long issuedMs = claims.getLongClaim(ISSUED_MS);
        return new Token(new UserId(user), platform, issuedMs == null ? issued.getTime() : issuedMs, expires.getTime());
    }

    private Token inTime(JWTClaimsSet claims, Token token) {
        Instant now = clock.instant();
        if (token.expiredAt(now)) {
            throw new TokenRefused(ErrorCode.TOKEN_EXPIRED);
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && notBefore.toInstant().isAfter(now)) {
            throw new TokenRefused(ErrorCode.TOKEN_NOT_YET_VALID);
        }
        return token;
    }
}
