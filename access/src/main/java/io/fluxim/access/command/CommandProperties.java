package io.fluxim.access.command;

import io.fluxim.access.limit.Rate;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one connection may ask for; what a user may is at {@code im.access.limits}.
 *
 * @param maxInFlight     commands of one connection that wait for a store or for Kafka, 1 to 1,024; with so many, its socket
 *                        is not read
 * @param framesPerSecond frames of one connection, in the long run; at least 1
 * @param frameBurst      frames of one connection at once; at least framesPerSecond
 * @param checkTimeout    longest wait for the look-ups of one command, 100 ms to 1 minute
 * @param sendTimeout     longest wait for Kafka's acknowledgement, then the sender is asked to try again; 100 ms to 1 minute
 */
@ConfigurationProperties("im.access.command")
public record CommandProperties(
        @DefaultValue("64") int maxInFlight,
        @DefaultValue("500") int framesPerSecond,
        @DefaultValue("1000") int frameBurst,
        @DefaultValue("5s") Duration checkTimeout,
        @DefaultValue("15s") Duration sendTimeout) {

    private static final String PREFIX = "im.access.command.";

    public CommandProperties {
        check(maxInFlight >= 1 && maxInFlight <= 1024, "max-in-flight must be 1 to 1024, was " + maxInFlight);
        check(framesPerSecond >= 1, "frames-per-second must be >= 1, was " + framesPerSecond);
        check(frameBurst >= framesPerSecond, "frame-burst must be >= frames-per-second, was " + frameBurst);
        timeout("check-timeout", checkTimeout);
        timeout("send-timeout", sendTimeout);
    }

    Rate frames() {
        return Rate.perSecond(framesPerSecond, frameBurst);
    }

    private static void timeout(String key, Duration value) {
        check(value.toMillis() >= 100 && value.toMillis() <= 60_000, key + " must be 100ms to 1m, was " + value);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + message);
        }
    }
}
