package io.fluxim.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long inboxes keep what was sent: nothing younger is deleted, and what is older is no longer delivered. All
 * applications must know the same value.
 *
 * @param retention from a message's time on; {@code im.accepted} and {@code im.fanout} must not keep records longer
 */
@ConfigurationProperties("im")
public record RetentionProperties(@DefaultValue("14d") Duration retention) {

    /** Below this, clocks that differ would matter. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    public RetentionProperties {
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("im.retention must be >= 1m, was " + retention);
        }
    }
}
