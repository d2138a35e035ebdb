package io.fluxim.route;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long routes hold. Redis itself is found by {@code spring.data.redis.url}.
 *
 * @param ttl     how long a route holds that is not renewed: so long are pushes sent to a node that has died
 * @param timeout longest wait for one call of Redis
 */
@ConfigurationProperties("im.route")
public record RouteProperties(
        @DefaultValue("60s") Duration ttl,
        @DefaultValue("3s") Duration timeout) {

    /** Below this, one late renewal makes an online user look offline. */
    private static final Duration SHORTEST = Duration.ofSeconds(3);

    public RouteProperties {
        atLeast("ttl", ttl, SHORTEST);
        atLeast("timeout", timeout, Duration.ofMillis(1));
    }

    /** How often a node renews the routes of its sessions: two renewals may be lost. */
    public Duration renewal() {
        return ttl.dividedBy(3);
    }

    private static void atLeast(String key, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("im.route." + key + " must be >= " + least + ", was " + value);
        }
    }
}
