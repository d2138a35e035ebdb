package io.fluxim.kafka.source;

import java.util.OptionalLong;

/**
 * How far a group is in one partition.
 *
 * @param partition of the topic
 * @param beginning the first record that is still there
 * @param committed the first record that is not done; empty where nothing was ever committed
 * @param end       where the next record will stand
 */
public record GroupProgress(int partition, long beginning, OptionalLong committed, long end) {

    /** The first record that is not done. */
    public long done() {
        return committed.orElse(beginning);
    }

    /** How many records wait. */
    public long lag() {
        return Math.max(0, end - done());
    }
}
