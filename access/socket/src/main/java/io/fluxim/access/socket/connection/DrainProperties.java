package io.fluxim.access.socket.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the connections of a node end when it stops.
 *
 * @param spread          how long the beginning of the goodbyes is spread over, 0 to 1 minute
 * @param answerWithin    how long a session may take to have its commands answered and its answers written before it is
 *                        told to go all the same, 0 to 1 minute
 * @param reconnectWithin the clients are asked to wait before they come back, each a random time up to this one, so that
 *                        their next nodes are not met by all of them at once; 0 to 5 minutes
 */
@ConfigurationProperties("im.access.connection.drain")
public record DrainProperties(
        @DefaultValue("2s") Duration spread,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("5s") Duration reconnectWithin) {

    private static final String PREFIX = "im.access.connection.drain.";

    public DrainProperties {
        check("spread", spread, Duration.ofMinutes(1));
        check("answer-within", answerWithin, Duration.ofMinutes(1));
        check("reconnect-within", reconnectWithin, Duration.ofMinutes(5));
    }

    private static void check(String key, Duration value, Duration most) {
        if (value.isNegative() || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(PREFIX + key + " must be 0 to " + most.toMinutes() + "m, was " + value);
        }
    }
}
