package io.fluxim.bench.scenario;

import java.util.function.IntPredicate;

/**
 * Finds the highest rate that is sustained: doubles until one is not, halves the gap, then has the best sustained for long, and
 * gives way a tenth where it is not.
 *
 * @param first     rate
 * @param most      that is tried
 * @param precision the search ends where the gap is at most this share of the rate
 */
public record RateSearch(int first, int most, double precision) {

    private static final int CONFIRMATIONS = 4;
    private static final double GIVE_WAY = 0.9;

    public RateSearch {
        if (first < 1 || most < first) {
            throw new IllegalArgumentException("rates from 1 up were expected, not " + first + " to " + most);
        }
    }

    /**
     * The highest rate, or 0 where none was sustained for long.
     *
     * @param sustained for a step
     * @param forLong   for the time that counts
     */
    public int highest(IntPredicate sustained, IntPredicate forLong) {
        int best = 0;
        int missed = most + 1;
        for (int rate = first; rate < missed; rate = next(rate)) {
            if (sustained.test(rate)) {
                best = rate;
            } else {
                missed = rate;
            }
        }
        while (best > 0 && missed <= most && missed - best > Math.max(1, precision * best)) {
            int middle = best + (missed - best) / 2;
            if (sustained.test(middle)) {
                best = middle;
            } else {
                missed = middle;
            }
        }
        return confirmed(best, forLong);
    }

    /** That rate and no other. */
    static RateSearch one(int rate) {
        return new RateSearch(rate, rate, 1);
    }

    boolean isOne() {
        return first == most;
    }

    /** The same for messages that have this number of receivers each. */
    RateSearch dividedBy(int receivers) {
        int least = Math.max(1, first / receivers);
        return new RateSearch(least, Math.max(least, most / receivers), precision);
    }

    private int next(int rate) {
        return rate < most ? Math.min(most, 2 * rate) : most + 1;
    }

    private static int confirmed(int found, IntPredicate forLong) {
        int rate = found;
        for (int i = 0; i < CONFIRMATIONS && rate > 0; i++) {
            if (forLong.test(rate)) {
                return rate;
            }
            rate = (int) (GIVE_WAY * rate);
        }
        return 0;
    }
}
