package io.fluxim.lab.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** Numbers as people read them, alike in every report and under every locale. */
public final class Figures {

    /** Stands for a number that there is not. */
    public static final String NONE = "–";

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MILLIS = 1_000;
    private static final int SECONDS = 60;
    private static final double MEBIBYTE = 1024.0 * 1024;

    private Figures() {}

    /** {@code 1,234,567}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 3 faults}, {@code 1 fault}. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 850 ms}, {@code 4.2 s}, {@code 3 min 20 s}. */
    public static String time(long millis) {
        if (millis < MILLIS) {
            return millis + " ms";
        }
        double seconds = (double) millis / MILLIS;
        if (seconds < SECONDS - 0.05) { // else it would round to 60.0 s
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole / SECONDS + " min " + whole % SECONDS + " s";
    }

    public static String time(Duration duration) {
        return time(duration.toMillis());
    }

    public static String time(OptionalLong millis) {
        return millis.isPresent() ? time(millis.getAsLong()) : NONE;
    }

    /** {@code 12.4 ms}: for latencies, where tenths matter while they are short. */
    public static String latency(double millis) {
        return millis < 100
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%,.0f ms", millis);
    }

    /** {@code 312 MiB}. */
    public static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f MiB", bytes / MEBIBYTE);
    }

    /** {@code 1,200/s}. */
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f/s", perSecond);
    }

    /** {@code 2026-11-25 20:30 UTC}. */
    public static String moment(Instant at) {
        return MINUTES.format(at);
    }
}
