package io.fluxim.access.socket.outbound;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much may wait for one connection.
 *
 * @param softFrames number of waiting frames from which on pushes are dropped and commands are not read; at least 8
 * @param softSize   the same in bytes, at least 64 KiB
 * @param hardFrames with more the connection is closed: answers are never dropped; above softFrames
 * @param hardSize   the same in bytes, at least softSize + 2 MiB, so that a page of sync always fits
 * @param slowAfter  how long a connection may stay above the soft bound before it is closed, at least 1 s
 * @param closeGrace how long the last frames may take to be written before the socket is cut off, 100 ms to 30 s
 */
@ConfigurationProperties("im.access.outbound")
public record OutboundProperties(
        @DefaultValue("256") int softFrames,
        @DefaultValue("1MB") DataSize softSize,
        @DefaultValue("2048") int hardFrames,
        @DefaultValue("8MB") DataSize hardSize,
        @DefaultValue("20s") Duration slowAfter,
        @DefaultValue("3s") Duration closeGrace) {

    private static final String PREFIX = "im.access.outbound.";
    private static final long PAGE_ROOM = DataSize.ofMegabytes(2).toBytes();

    public OutboundProperties {
        check(softFrames >= 8, "soft-frames must be >= 8, was " + softFrames);
        check(softSize.toKilobytes() >= 64, "soft-size must be >= 64KB, was " + softSize);
        check(hardFrames > softFrames, "hard-frames must be > soft-frames, was " + hardFrames);
        check(
                hardSize.toBytes() >= softSize.toBytes() + PAGE_ROOM,
                "hard-size must be >= soft-size + 2MB, was " + hardSize);
        check(slowAfter.toMillis() >= 1000, "slow-after must be >= 1s, was " + slowAfter);
        check(
                closeGrace.toMillis() >= 100 && closeGrace.toMillis() <= 30_000,
                "close-grace must be 100ms to 30s, was " + closeGrace);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + message);
        }
    }
}
