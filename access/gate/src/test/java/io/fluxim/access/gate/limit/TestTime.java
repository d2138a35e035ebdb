package io.fluxim.access.gate.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so. */
public final class TestTime implements TimeMeter {

    private final AtomicLong nanos = new AtomicLong(1);

    public void add(Duration step) {
        nanos.addAndGet(step.toNanos());
    }

    @Override
    public long currentTimeNanos() {
        return nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
