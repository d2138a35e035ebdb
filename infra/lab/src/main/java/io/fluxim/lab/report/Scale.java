package io.fluxim.lab.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * An axis from 0 to a round number.
 *
 * @param top  the end of the axis
 * @param step between two ticks
 */
public record Scale(long top, long step) {

    /** Steps that people count in, within each power of ten. */
    private static final List<Integer> ROUND = List.of(1, 2, 5, 10);

    /**
     * The shortest axis that holds all up to {@code most}, in about this number of steps.
     *
     * @param most  the highest value, 0 or more
     * @param steps how many there may be at most
     */
    public static Scale upTo(long most, int steps) {
        long atLeast = Math.max(1, most);
        long power = 1;
        while (true) {
            for (int round : ROUND) {
                long step = round * power;
                if (step * steps >= atLeast) {
                    return new Scale((atLeast + step - 1) / step * step, step);
                }
            }
            power *= 10;
        }
    }

    public List<Long> ticks() {
        return LongStream.rangeClosed(0, top / step).map(i -> i * step).boxed().toList();
    }

    /** Where a value lies on the axis, in percent of its length. */
    public double percent(double value) {
        return Math.min(100, Math.max(0, 100.0 * value / top));
    }

    /** The same for a style attribute: {@code 37.25%}. */
    public String place(double value) {
        return String.format(Locale.ROOT, "%.2f%%", percent(value));
    }
}
