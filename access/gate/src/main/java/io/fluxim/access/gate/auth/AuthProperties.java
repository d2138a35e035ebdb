package io.fluxim.access.gate.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tokens are signed.
 *
 * @param key  the secret shared by all access nodes, at least 32 bytes of UTF-8 (HS256 needs 256 bits); no default, since a
 *             known key lets everybody be anybody
 * @param ttl  how long a new token is valid, at least a minute
 * @param skew how far the clocks of access nodes may be apart, 0 to 1 minute: a revocation reaches that far ahead
 */
@ConfigurationProperties("im.access.jwt")
public record AuthProperties(
        @DefaultValue("") String key,
        @DefaultValue("90d") Duration ttl,
        @DefaultValue("5s") Duration skew) {

    /** Bytes: RFC 7518 §3.2 asks for a key as long as the hash. */
    static final int MIN_KEY_BYTES = 32;

    public AuthProperties {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("im.access.jwt.key must be set, at least " + MIN_KEY_BYTES
                    + " bytes, was " + (bytes == 0 ? "missing" : bytes + " bytes"));
        }
        if (ttl.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("im.access.jwt.ttl must be >= 1m, was " + ttl);
        }
        if (skew.isNegative() || skew.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("im.access.jwt.skew must be 0 to 1m, was " + skew);
        }
    }

    /** Without the key: configuration is logged. */
    @Override
    public String toString() {
        return "AuthProperties[ttl=" + ttl + ", skew=" + skew + "]";
    }
}
