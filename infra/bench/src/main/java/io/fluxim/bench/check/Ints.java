package io.fluxim.bench.check;

import java.util.Arrays;

/** Numbers in a row, of which there may be millions. */
final class Ints {

    private static final int FIRST_ROOM = 16;

    private int[] values = new int[FIRST_ROOM];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return values[index];
    }

    void set(int index, int value) {
        values[index] = value;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }
}
