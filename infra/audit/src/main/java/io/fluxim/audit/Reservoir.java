package io.fluxim.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A fixed number out of any number of things, each with the same chance, without holding the others. */
final class Reservoir<T> {

    private final int size;
    private final RandomGenerator random;
    private final List<T> kept = new ArrayList<>();
    private long offered;

    Reservoir(int size, RandomGenerator random) {
        this.size = size;
        this.random = random;
    }

    void offer(T one) {
        offered++;
        if (kept.size() < size) {
            kept.add(one);
            return;
        }
        long place = random.nextLong(offered);
        if (place < size) {
            kept.set((int) place, one);
        }
    }

    List<T> kept() {
        return List.copyOf(kept);
    }
}
