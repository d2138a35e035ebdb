package io.fluxim.cli.plots;

import java.util.List;
import java.util.Locale;

/** Values as people read them, by Grafana's words for units. */
final class Quantity {

    private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private Quantity() {}

    static String shown(String unit, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return switch (unit) {
            case "s" -> time(value);
            case "ms" -> time(value / 1_000);
            case "percentunit" -> plain(value * 100) + " %";
            case "percent" -> plain(value) + " %";
            case "bytes", "decbytes" -> bytes(value, 0);
            default -> plain(value) + (isRate(unit) ? "/s" : "");
        };
    }

    /** {@code ops}, {@code reqps}, {@code cps} and their kin. */
    private static boolean isRate(String unit) {
        return unit.endsWith("ps");
    }

    private static String time(double seconds) {
        double size = Math.abs(seconds);
        if (size >= 1 || size == 0) {
            return plain(seconds) + " s";
        }
        return size >= 0.001 ? plain(seconds * 1_000) + " ms" : plain(seconds * 1_000_000) + " µs";
    }

    private static String bytes(double value, int power) {
        return Math.abs(value) >= 1_024 && power < BYTES.size() - 1
                ? bytes(value / 1_024, power + 1)
                : plain(value) + " " + BYTES.get(power);
    }

    /** Three digits that say something, and all before the point. */
    private static String plain(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }
}
