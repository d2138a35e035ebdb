package io.fluxim.protocol;

/**
 * A message's place in its conversation: 1, 2, 3 … dense, never reused within one epoch.
 *
 * @param value at least 1
 */
public record Seq(long value) implements Comparable<Seq> {

    public Seq {
        if (value < 1) {
            throw InvalidInput.of("seq", "must be >= 1, was " + value);
        }
    }

    @Override
    public int compareTo(Seq other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
