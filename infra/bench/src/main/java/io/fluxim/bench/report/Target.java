package io.fluxim.bench.report;

/**
 * What a scenario is expected to reach, and what it reached.
 *
 * @param what   is measured
 * @param unit   of both numbers
 * @param wanted the bound
 */
public record Target(String what, String unit, Sense sense, double wanted, double reached) {

    /** On which side of the bound it is well. */
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

    public boolean passed() {
        return sense == Sense.AT_LEAST ? reached >= wanted : reached <= wanted;
    }
}
