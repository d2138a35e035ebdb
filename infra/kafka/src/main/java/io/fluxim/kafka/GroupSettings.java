package io.fluxim.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * How a source takes part in its consumer group.
 *
 * @param group  its id
 * @param limits of its batches
 * @param client properties of its consumer
 */
record GroupSettings(String group, BatchLimits limits, Times times, Map<String, Object> client) {

    /**
     * When it does what.
     *
     * @param pace   between two reads
     * @param commit between two commits of done batches; what a crash repeats is at most this much
     * @param grace  how long a partition that is taken away waits for the batch in hand
     */
    record Times(Duration pace, Duration commit, Duration grace) {}

    GroupSettings {
        client = Map.copyOf(client);
    }

    GroupSettings withLimits(BatchLimits other) {
        return new GroupSettings(group, other, times, client);
    }
}
