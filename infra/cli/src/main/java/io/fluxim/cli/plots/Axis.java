package io.fluxim.cli.plots;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A scale from zero up, its ticks at round numbers.
 *
 * @param step from tick to tick
 * @param top  the highest tick
 */
record Axis(double step, double top) {

    private static final int TICKS = 4;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    /** One that reaches {@code most}. */
    static Axis upTo(double most) {
        if (!(most > 0)) {
            return new Axis(1, 1);
        }
        double power = Math.pow(10, Math.floor(Math.log10(most / TICKS)));
        double step = 10 * power;
        for (double round : ROUND) {
            if (round * power * TICKS >= most) {
                step = round * power;
                break;
            }
        }
        return new Axis(step, step * Math.ceil(most / step));
    }

    List<Double> ticks() {
        return IntStream.rangeClosed(0, (int) Math.round(top / step))
                .mapToObj(i -> i * step)
                .toList();
    }

    /** From 0 at the bottom to 1 at the top. */
    double share(double value) {
        return Math.max(0, Math.min(1, value / top));
    }
}
