package io.fluxim.access.gate.port;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * What a socket may take before anybody is known to be at its other end: for HTTP and handshakes, on the port of the
 * clients and on that of the management alike.
 *
 * @param headersWithin longest time from the connection (TLS included), or from the first byte of a further request, to the
 *                      end of the headers; 100 ms to 5 minutes
 * @param bodyWithin    longest time from the end of the headers to the end of the body; 100 ms to 10 minutes
 * @param takenWithin   longest time that a piece of an answer may wait for the client to take it; 100 ms to 10 minutes
 * @param idleAfter     silence between two requests after which the connection is closed; 100 ms to 1 hour
 * @param maxLine       largest first line of a request, 2 KiB (a token fits in) to 64 KiB; larger ones are answered 414
 * @param maxHeaders    largest headers together, 2 KiB to 64 KiB; larger ones are answered 431
 * @param maxAhead      most bytes of further requests that may be sent ahead of an answer, 8 KiB to 1 MiB
 * @param frames        bounds of WebSocket frames
 */
@ConfigurationProperties("im.access.socket")
public record PortProperties(
        @DefaultValue("10s") Duration headersWithin,
        @DefaultValue("30s") Duration bodyWithin,
        @DefaultValue("30s") Duration takenWithin,
        @DefaultValue("60s") Duration idleAfter,
        @DefaultValue("4KB") DataSize maxLine,
        @DefaultValue("8KB") DataSize maxHeaders,
        @DefaultValue("64KB") DataSize maxAhead,
        @DefaultValue @Name("frame") Frames frames) {

    private static final String PREFIX = "im.access.socket.";

    public PortProperties {
        between("headers-within", headersWithin, Duration.ofMinutes(5));
        between("body-within", bodyWithin, Duration.ofMinutes(10));
        between("taken-within", takenWithin, Duration.ofMinutes(10));
        between("idle-after", idleAfter, Duration.ofHours(1));
        between("max-line", maxLine, DataSize.ofKilobytes(2), DataSize.ofKilobytes(64));
        between("max-headers", maxHeaders, DataSize.ofKilobytes(2), DataSize.ofKilobytes(64));
        between("max-ahead", maxAhead, DataSize.ofKilobytes(8), DataSize.ofMegabytes(1));
    }

    /**
     * Bounds of the frames of one WebSocket; what is beyond ends the session with {@code policy}.
     *
     * @param within           longest time from the first piece of a message to its last, 100 ms to 10 minutes
     * @param maxPieces        most pieces of a message, 16 to 100,000
     * @param controlPerSecond pings and pongs on average; ten seconds' worth may come at once; 1 to 1,000
     */
    public record Frames(
            @DefaultValue("30s") Duration within,
            @DefaultValue("1000") int maxPieces,
            @DefaultValue("10") int controlPerSecond) {

        public Frames {
            between("frame.within", within, Duration.ofMinutes(10));
            between("frame.max-pieces", maxPieces, 16, 100_000);
            between("frame.control-per-second", controlPerSecond, 1, 1000);
        }
    }

    private static void between(String key, Duration value, Duration most) {
        check(key, "100ms to " + most.toMinutes() + "m", value, value.toMillis() >= 100 && value.compareTo(most) <= 0);
    }

    private static void between(String key, DataSize value, DataSize least, DataSize most) {
        boolean holds = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        check(key, least.toKilobytes() + "KB to " + most.toKilobytes() + "KB", value, holds);
    }

    private static void between(String key, int value, int least, int most) {
        check(key, least + " to " + most, value, value >= least && value <= most);
    }

    private static void check(String key, String range, Object value, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + key + " must be " + range + ", was " + value);
        }
    }
}
