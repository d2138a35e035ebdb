package io.fluxim.bench.check;

/**
 * Where things stand; all counted since the beginning.
 *
 * @param due       deliveries to others than the sender that are to be expected
 * @param delivered those that came
 * @param repeats   entries that came to a device again
 */
public record Counts(int sent, long accepted, long refused, long due, long delivered, long repeats) {

    /** Deliveries to come. */
    public long behind() {
        return due - delivered;
    }
}
