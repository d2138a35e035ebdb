package io.fluxim.access.socket.sync;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How clients catch up.
 *
 * @param maxEntries    most entries of one page, 1 to 500
 * @param maxSize       size from which on a page takes no further entry, 64 KiB to 1 MiB
 * @param maxConcurrent most pages read at once by this node, at least 1: what they may hold in memory is bounded by it
 * @param maxOfUser     most pages of one user read at once, by all their sockets, at least 1
 * @param timeout       longest time for a page, then the client is asked to try again, 100 ms to 1 minute
 * @param ackInterval   how often watermarks are written, at least 100 ms: a device has one written once in it at most
 */
@ConfigurationProperties("im.access.sync")
public record SyncProperties(
        @DefaultValue("500") int maxEntries,
        @DefaultValue("1MB") DataSize maxSize,
        @DefaultValue("64") int maxConcurrent,
        @DefaultValue("4") int maxOfUser,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("1s") Duration ackInterval) {

    private static final String PREFIX = "im.access.sync.";

    public SyncProperties {
        check(maxEntries >= 1 && maxEntries <= 500, "max-entries must be 1 to 500, was " + maxEntries);
        check(
                maxSize.toKilobytes() >= 64 && maxSize.toKilobytes() <= 1024,
                "max-size must be 64KB to 1MB, was " + maxSize);
        check(maxOfUser >= 1, "max-of-user must be >= 1, was " + maxOfUser);
        check(maxConcurrent >= 1, "max-concurrent must be >= 1, was " + maxConcurrent);
        check(timeout.toMillis() >= 100 && timeout.toMillis() <= 60_000, "timeout must be 100ms to 1m, was " + timeout);
        check(ackInterval.toMillis() >= 100, "ack-interval must be >= 100ms, was " + ackInterval);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + message);
        }
    }
}
