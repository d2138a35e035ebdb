package io.fluxim.access.socket.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How connections are held.
 *
 * @param maxFrame    largest frame of a client that is looked at, 80 KiB (a body, and room around it) to 1 MiB; larger ones
 *                    are answered {@code too_large}, and from twice the size on the connection is closed
 * @param pingEvery   how often the server pings the socket and clients should send {@code ping}, at least 1 s
 * @param idleAfter   silence after which a client counts as gone, at least twice pingEvery
 */
@ConfigurationProperties("im.access.connection")
public record ConnectionProperties(
        @DefaultValue("128KB") DataSize maxFrame,
        @DefaultValue("30s") Duration pingEvery,
        @DefaultValue("90s") Duration idleAfter) {

    private static final String PREFIX = "im.access.connection.";

    public ConnectionProperties {
        check(
                maxFrame.toKilobytes() >= 80 && maxFrame.toKilobytes() <= 1024,
                "max-frame must be 80KB to 1MB, was " + maxFrame);
        check(pingEvery.toMillis() >= 1000, "ping-every must be >= 1s, was " + pingEvery);
        check(
                idleAfter.compareTo(pingEvery.multipliedBy(2)) >= 0,
                "idle-after must be >= 2 * ping-every, was " + idleAfter);
    }

    /** Bytes from which on the decoder itself gives up. */
    int decoderLimit() {
        return 2 * frameLimit();
    }

    int frameLimit() {
        return (int) maxFrame.toBytes();
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + message);
        }
    }
}
