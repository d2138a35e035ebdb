package io.fluxim.cleaner.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the auditor looks at by itself. With the defaults: 30 conversations and 30 inboxes a minute, 43,200 of each a day.
 *
 * @param every rest between two rounds; 1 second to 1 day
 * @param size  conversations, and inboxes, of one round; 0 for no rounds, up to 10,000
 */
@ConfigurationProperties("im.audit.rounds")
public record AuditRoundsProperties(
        @DefaultValue("1m") Duration every,
        @DefaultValue("30") int size) {

    public AuditRoundsProperties {
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("im.audit.rounds.every must be 1s to 1d, was " + every);
        }
        if (size < 0 || size > 10_000) {
            throw new IllegalArgumentException("im.audit.rounds.size must be 0 to 10000, was " + size);
        }
    }
}
