package io.fluxim.bench.scenario;

import java.time.Duration;

/**
 * How long everything takes.
 *
 * @param heating before the first step, until the compilers have done most of their work; none where it is zero
 * @param step    each rate that is tried
 * @param forLong the rate that counts
 */
record Pace(Duration heating, Times step, Times forLong) {

    private static final int HEATING_SECONDS = 30;
    private static final int WARM_SECONDS = 5;
    private static final int LONG_TIMES = 3;

    /** For figures; the rate that counts is measured three times as long as the others. */
    static Pace measuring(int seconds) {
        return new Pace(
                Duration.ofSeconds(HEATING_SECONDS),
                Times.ofSeconds(WARM_SECONDS, seconds),
                Times.ofSeconds(WARM_SECONDS, LONG_TIMES * seconds));
    }

    /** For correctness alone. */
    static Pace quick() {
        Times times = Times.ofSeconds(1, 2);
        return new Pace(Duration.ZERO, times, times);
    }
}
