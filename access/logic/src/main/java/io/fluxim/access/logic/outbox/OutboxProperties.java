package io.fluxim.access.logic.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes of groups reach Kafka.
 *
 * @param poll  how often the relay looks while there is something to do; it slows down to {@code quiet}
 * @param quiet how often it looks while there is nothing, or a store is away
 * @param lease how long the relay of a node that died keeps the others from taking over
 * @param answerWithin  longest time that a route which changes members waits for its event; below the 10 s of OpenIM's SDKs
 */
@ConfigurationProperties("im.access.outbox")
public record OutboxProperties(
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("1s") Duration quiet,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("8s") Duration answerWithin) {

    public OutboxProperties {
        between("poll", Duration.ofMillis(10), quiet, poll);
        between("quiet", poll, Duration.ofSeconds(10), quiet);
        between("lease", quiet.multipliedBy(3), Duration.ofMinutes(1), lease);
        between("answer-within", Duration.ofSeconds(1), Duration.ofMinutes(1), answerWithin);
    }

    private static void between(String key, Duration min, Duration max, Duration value) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "im.access.outbox." + key + " must be " + min + " to " + max + ", was " + value);
        }
    }
}
