package io.fluxim.testkit.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Entries or rows as columns of numbers: some 40 bytes each, so that half a million fit anywhere. */
final class Entries {

    /** The content of a reference: it has none. */
    static final int NO_CONTENT = -1;

    private static final int FIRST_CAPACITY = 64;

    private long[] positions = new long[FIRST_CAPACITY];
    private int[] conversations = new int[FIRST_CAPACITY];
    private long[] seqs = new long[FIRST_CAPACITY];
    private int[] messages = new int[FIRST_CAPACITY];
    private int[] contents = new int[FIRST_CAPACITY];
    private long[] times = new long[FIRST_CAPACITY];
    private int size;

    /** One entry; its message, conversation and content by their numbers in an {@link Index}. */
    record One(long position, int conversation, long seq, int message, int content, long at) {}

    void add(One entry) {
        if (size == positions.length) {
            grow(2 * size);
        }
        positions[size] = entry.position();
        conversations[size] = entry.conversation();
        seqs[size] = entry.seq();
        messages[size] = entry.message();
        contents[size] = entry.content();
        times[size] = entry.at();
        size++;
    }

    int size() {
        return size;
    }

    One get(int i) {
        return new One(positions[i], conversations[i], seqs[i], messages[i], contents[i], times[i]);
    }

    /** The rows in the order of their positions; equal ones as they were added. */
    int[] byPosition() {
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(i -> positions[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void grow(int capacity) {
        positions = Arrays.copyOf(positions, capacity);
        conversations = Arrays.copyOf(conversations, capacity);
        seqs = Arrays.copyOf(seqs, capacity);
        messages = Arrays.copyOf(messages, capacity);
        contents = Arrays.copyOf(contents, capacity);
        times = Arrays.copyOf(times, capacity);
    }
}
