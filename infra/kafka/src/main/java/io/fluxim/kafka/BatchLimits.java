package io.fluxim.kafka;

/**
 * How large a batch may grow.
 *
 * @param records most records in one; a larger batch costs latency, a smaller one round trips
 * @param bytes   most bytes of keys and values in one; a single record may exceed it
 */
public record BatchLimits(int records, long bytes) {

    public BatchLimits {
        if (records < 1) {
            throw new IllegalArgumentException("records of a batch must be >= 1, was " + records);
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes of a batch must be >= 1, was " + bytes);
        }
    }

    /** Held ready per partition before it is paused: two batches, so that one waits while one is being read. */
    boolean reached(int heldRecords, long heldBytes) {
        return heldRecords >= 2 * records || heldBytes >= 2 * bytes;
    }

    /** Held ready when a paused partition is resumed: less than one batch. */
    boolean wanting(int heldRecords, long heldBytes) {
        return heldRecords < records && heldBytes < bytes;
    }
}
