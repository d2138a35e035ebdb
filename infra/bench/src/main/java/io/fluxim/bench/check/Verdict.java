package io.fluxim.bench.check;

import java.util.List;

/**
 * What a check came to.
 *
 * @param counts   of messages
 * @param archived rows of history
 * @param found    breaches
 * @param breaches the first of them
 */
public record Verdict(Counts counts, long archived, long found, List<Breach> breaches) {

    /** Of nothing. */
    public static final Verdict NOTHING = new Verdict(new Counts(0, 0, 0, 0, 0, 0), 0, 0, List.of());

    public Verdict {
        breaches = List.copyOf(breaches);
    }

    public boolean holds() {
        return found == 0;
    }
}
