package io.fluxim.bench.report;

import java.util.Optional;

/**
 * What a scenario measured in the end, and what it is expected to be.
 *
 * @param what    is measured
 * @param unit    of it and of the bound
 * @param bound   empty where it is not judged
 */
public record Figure(String what, String unit, double reached, Optional<Bound> bound) {

    /** What is expected, and on which side of it all is well. */
    public record Bound(Sense sense, double value) {}

    /** On which side of a bound it is well. */
    public enum Sense {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** That is only told. */
    public static Figure of(String what, String unit, double reached) {
        return new Figure(what, unit, reached, Optional.empty());
    }

    /** That is to be so much or more. */
    public Figure atLeast(double value) {
        return new Figure(what, unit, reached, Optional.of(new Bound(Sense.AT_LEAST, value)));
    }

    /** That is to be so much or less. */
    public Figure atMost(double value) {
        return new Figure(what, unit, reached, Optional.of(new Bound(Sense.AT_MOST, value)));
    }

    /** The same, only told. */
    public Figure unjudged() {
        return of(what, unit, reached);
    }

    /** Whether it is as expected; empty where it is not judged. */
    public Optional<Verdict> verdict() {
        return bound.map(expected -> {
            boolean well =
                    expected.sense() == Sense.AT_LEAST ? reached >= expected.value() : reached <= expected.value();
            return well ? Verdict.PASS : Verdict.MISS;
        });
    }

    /** What became of a target. */
    public enum Verdict {
        PASS("✔", "pass"),
        MISS("✖", "miss");

        private final String sign;
        private final String word;

        Verdict(String sign, String word) {
            this.sign = sign;
            this.word = word;
        }

        public String sign() {
            return sign;
        }

        public String word() {
            return word;
        }
    }
}
