package io.fluxim.bench.scenario;

import java.time.Duration;

/**
 * How long everything takes.
 *
 * @param heating before the first step
 * @param step    each rate that is tried
 * @param forLong the rate that counts
 * @param fresh   of a platform that has just been started
 * @param still   while nobody says anything
 */
record Pace(Heating heating, Times step, Times forLong, Times fresh, Times still) {

    /** As many as take three minutes. */
    private static final Heating UNTIL_HOT = new Heating(18, Duration.ofSeconds(10), 0.1);

    private static final int WARM_SECONDS = 5;
    private static final int LONG_TIMES = 3;
    private static final Times FIRST_MINUTE = Times.ofSeconds(0, 60);
    private static final Times STILL = Times.ofSeconds(30, 60);

    /**
     * Rounds at one rate until the compilers have done most of their work.
     *
     * @param rounds at most
     * @param round  how long each is
     * @param cores  that the compilers of all JVMs take at most where it is done
     */
    record Heating(int rounds, Duration round, double cores) {}

    /** For figures; the rate that counts is measured three times as long as the others. */
    static Pace measuring(int seconds) {
        return new Pace(
                UNTIL_HOT,
                Times.ofSeconds(WARM_SECONDS, seconds),
                Times.ofSeconds(WARM_SECONDS, LONG_TIMES * seconds),
                FIRST_MINUTE,
                STILL);
    }

    /** For correctness alone. */
    static Pace quick() {
        Times times = Times.ofSeconds(1, 2);
        return new Pace(new Heating(0, Duration.ZERO, 1), times, times, Times.ofSeconds(0, 2), Times.ofSeconds(0, 1));
    }
}
