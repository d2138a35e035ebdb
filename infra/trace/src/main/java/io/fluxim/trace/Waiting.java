package io.fluxim.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The spans that wait for the collector, up to a bound, and what became of the others. */
final class Waiting {

    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    private final int most;
    /** Raised where a span ends, lowered by the exporting thread. */
    private final AtomicInteger count = new AtomicInteger();
    /** Whether the log has said that spans are lost; moved back by the next export that succeeds. */
    private final AtomicBoolean told = new AtomicBoolean();

    private final Counter exported;
    private final Counter failed;
    private final Counter dropped;

    Waiting(int most, MeterRegistry registry) {
        this.most = most;
        this.exported = spans(registry, "exported");
        this.failed = spans(registry, "failed");
        this.dropped = spans(registry, "dropped");
        Gauge.builder(TraceMeters.WAITING.meter(), count, AtomicInteger::get).register(registry);
    }

    /** Takes a place for one more; without one the span is dropped. */
    boolean admit() {
        if (count.incrementAndGet() <= most) {
            return true;
        }
        count.decrementAndGet();
        dropped.increment();
        lost("too many wait");
        return false;
    }

    void exported(int spans) {
        count.addAndGet(-spans);
        exported.increment(spans);
        told.set(false);
    }

    void failed(int spans) {
        count.addAndGet(-spans);
        failed.increment(spans);
        lost("the collector is away, or refuses them");
    }

    private void lost(String why) {
        if (told.compareAndSet(false, true)) {
            LOG.warn("spans_lost cause=\"{}\"; messages are not concerned, im.trace.spans counts on", why);
        }
    }

    private static Counter spans(MeterRegistry registry, String outcome) {
        return registry.counter(TraceMeters.SPANS.meter(), "outcome", outcome);
    }
}
