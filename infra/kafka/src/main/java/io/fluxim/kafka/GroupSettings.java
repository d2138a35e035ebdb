package io.fluxim.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * How a source takes part in its consumer group.
 *
 * @param group  its id
 * @param lanes  how many consumers it has
 * @param limits of its batches
 * @param client properties of its consumers
 */
record GroupSettings(String group, int lanes, BatchLimits limits, Times times, Map<String, Object> client) {

    /**
     * When it does what.
     *
     * @param rest   least time between two reads of a lane; none where it is zero
     * @param commit between two commits of done batches; what a crash repeats is at most this much
     * @param grace  how long a partition that is taken away waits for the batches in hand
     */
    record Times(Duration rest, Duration commit, Duration grace) {}

    GroupSettings {
        client = Map.copyOf(client);
    }
}
