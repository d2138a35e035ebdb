package io.fluxim.access.socket.push;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this node finds lost pushes. How often routes are renewed follows from how long they live: {@code im.route.ttl}.
 *
 * @param compareEvery how often the heads of connected users are compared with what was pushed, at least 1 s
 * @param settle       how long a push may be under way before a difference counts, 10 ms to 10 s
 * @param timeout      longest wait for one call to a store, 100 ms to 1 minute
 */
@ConfigurationProperties("im.access.push")
public record PushProperties(
        @DefaultValue("30s") Duration compareEvery,
        @DefaultValue("1s") Duration settle,
        @DefaultValue("5s") Duration timeout) {

    private static final String PREFIX = "im.access.push.";

    public PushProperties {
        check(compareEvery.toMillis() >= 1000, "compare-every must be >= 1s, was " + compareEvery);
        check(settle.toMillis() >= 10 && settle.toMillis() <= 10_000, "settle must be 10ms to 10s, was " + settle);
        check(timeout.toMillis() >= 100 && timeout.toMillis() <= 60_000, "timeout must be 100ms to 1m, was " + timeout);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + message);
        }
    }
}
