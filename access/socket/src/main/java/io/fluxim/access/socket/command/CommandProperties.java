package io.fluxim.access.socket.command;

import io.fluxim.access.gate.limit.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one connection may ask for; what a user may is at {@code im.access.limits}.
 *
 * @param maxInFlight     commands of one connection that may wait for a store or for Kafka, 1 to 1,024; at this number its socket
 *                        is not read
 * @param framesPerSecond frames of one connection, in the long run; at least 1
 * @param frameBurst      frames of one connection at once; at least framesPerSecond
 */
@ConfigurationProperties("im.access.command")
public record CommandProperties(
        @DefaultValue("64") int maxInFlight,
        @DefaultValue("500") int framesPerSecond,
        @DefaultValue("1000") int frameBurst) {

    private static final String PREFIX = "im.access.command.";

    public CommandProperties {
        check(maxInFlight >= 1 && maxInFlight <= 1024, "max-in-flight must be 1 to 1024, was " + maxInFlight);
        check(framesPerSecond >= 1, "frames-per-second must be >= 1, was " + framesPerSecond);
        check(frameBurst >= framesPerSecond, "frame-burst must be >= frames-per-second, was " + frameBurst);
    }

    Rate frames() {
        return Rate.perSecond(framesPerSecond, frameBurst);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + message);
        }
    }
}
