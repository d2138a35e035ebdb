package io.fluxim.access.logic.message;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a message may take on its way into the log, by the socket and over HTTP.
 *
 * @param checkTimeout longest wait for the look-ups of one message, 100 ms to 1 minute
 * @param sendTimeout  longest wait for Kafka's acknowledgement, then the sender is asked to try again; 100 ms to 1 minute
 */
@ConfigurationProperties("im.access.command")
public record SendProperties(
        @DefaultValue("5s") Duration checkTimeout,
        @DefaultValue("15s") Duration sendTimeout) {

    public SendProperties {
        timeout("check-timeout", checkTimeout);
        timeout("send-timeout", sendTimeout);
    }

    private static void timeout(String key, Duration value) {
        if (value.toMillis() < 100 || value.toMillis() > 60_000) {
            throw new IllegalArgumentException("im.access.command." + key + " must be 100ms to 1m, was " + value);
        }
    }
}
