package io.fluxim.protocol;

/**
 * An entry's place in an inbox: 1, 2, 3 … dense. Heads, floors and watermarks are plain longs, as they may be 0.
 *
 * @param value at least 1
 */
public record Position(long value) implements Comparable<Position> {

    public Position {
        if (value < 1) {
            throw InvalidInput.of("position", "must be >= 1, was " + value);
        }
    }

    @Override
    public int compareTo(Position other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
