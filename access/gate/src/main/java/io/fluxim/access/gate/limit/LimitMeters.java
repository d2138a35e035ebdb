package io.fluxim.access.gate.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code im.access.limited{limit}}: frames, calls and handshakes that were refused because there were too many. */
public final class LimitMeters {

    private final MeterRegistry registry;

    public LimitMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Limit limit : Limit.values()) {
            counter(limit);
        }
    }

    /** The refusal, counted. */
    LimitExceeded refused(Limit limit, long retryAfterMs) {
        counter(limit).increment();
        return new LimitExceeded(limit, retryAfterMs);
    }

    private Counter counter(Limit limit) {
        return registry.counter("im.access.limited", "limit", limit.tag());
    }
}
