package io.fluxim.access.gate.limit;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many of one kind are there now, by user or address. It remembers nothing that has ended. */
final class ConnectionCount<K> {

    private final Limit limit;
    private final int most;
    private final LimitMeters meters;
    private final ConcurrentMap<K, Integer> present = new ConcurrentHashMap<>();

    /** @param most 0 for no limit */
    ConnectionCount(Limit limit, int most, LimitMeters meters) {
        this.limit = limit;
        this.most = most;
        this.meters = meters;
    }

    /** Counts one more, unless it is one too many. */
    Optional<LimitExceeded> enter(K key) {
        if (present.merge(key, 1, Integer::sum) <= most || most == 0) {
            return Optional.empty();
        }
        leave(key);
        return Optional.of(meters.refused(limit, RetryAfter.untilPlace()));
    }

    /** One that entered has ended. */
    void leave(K key) {
        present.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    int of(K key) {
        return present.getOrDefault(key, 0);
    }

    int keys() {
        return present.size();
    }
}
