package io.fluxim.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * How a source takes part in its consumer group.
 *
 * @param group          its id
 * @param limits         of its batches
 * @param commitInterval how often done batches are committed; what a crash repeats is at most this much
 * @param revokeGrace    how long a partition that is taken away waits for the batch in hand
 * @param client         properties of its consumer
 */
record GroupSettings(
        String group, BatchLimits limits, Duration commitInterval, Duration revokeGrace, Map<String, Object> client) {

    GroupSettings {
        client = Map.copyOf(client);
    }

    GroupSettings withLimits(BatchLimits other) {
        return new GroupSettings(group, other, commitInterval, revokeGrace, client);
    }
}
