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
     * @param pace   least rest between two reads; none where it is zero
     * @param commit between two commits of done batches; what a crash repeats is at most this much
     * @param grace  how long a partition that is taken away waits for the batch in hand
     */
    record Times(Duration pace, Duration commit, Duration grace) {

        /** What batches that take long are worth: two such rests are on the way of a message. */
        private static final Duration LONGEST = Duration.ofMillis(50);

        /**
         * Before the next read: the pace, or as long as the flow was busy with a batch, since who is behind does better with fewer,
         * larger ones.
         */
        Duration rest(Duration busy) {
            Duration longer = busy.compareTo(LONGEST) < 0 ? busy : LONGEST;
            return pace.isZero() || longer.compareTo(pace) < 0 ? pace : longer;
        }
    }

    GroupSettings {
        client = Map.copyOf(client);
    }

    GroupSettings withLimits(BatchLimits other) {
        return new GroupSettings(group, other, times, client);
    }
}
