package io.fluxim.bench.check;

import io.fluxim.testkit.check.Rule;
import java.util.ArrayList;
import java.util.List;

/** Breaches of the promise: all are counted, the first are kept. */
final class Findings {

    private static final int KEPT = 20;

    private final List<Breach> kept = new ArrayList<>();
    private long found;

    void add(Rule rule, String what) {
        found++;
        if (kept.size() < KEPT) {
            kept.add(new Breach(rule, what));
        }
    }

    long found() {
        return found;
    }

    List<Breach> kept() {
        return List.copyOf(kept);
    }
}
