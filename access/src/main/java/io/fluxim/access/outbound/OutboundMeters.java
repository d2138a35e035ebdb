package io.fluxim.access.outbound;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Meters of the outbound queues of this node.
 *
 * <ul>
 *   <li>{@code im.access.outbound.frames}, {@code im.access.outbound.bytes}: gauges of all that waits or is being written
 *   <li>{@code im.access.pushes{outcome}}: entries frames offered to connections; {@code queued}, {@code dropped} (the
 *       client is slow) or {@code closed}; the sum is what the pipeline asked for
 *   <li>{@code im.access.behinds{reason}}: {@code behind} frames by their cause
 *   <li>{@code im.access.closes{reason}}: connections ended by the server, by the word of the {@link CloseCode}
 *   <li>{@code im.push.latency}: from a message's time (its append to {@code im.accepted}) to its being written to a
 *       receiver's socket; a histogram, as far as the clocks of broker and node agree
 * </ul>
 */
public final class OutboundMeters {

    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final MeterRegistry registry;
    private final Timer latency;
    private final Map<Outbound.Offer, Counter> pushes = new EnumMap<>(Outbound.Offer.class);
    private final Clock clock;

    public OutboundMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        Gauge.builder("im.access.outbound.frames", frames, AtomicLong::get)
                .description("Frames that wait for clients")
                .register(registry);
        Gauge.builder("im.access.outbound.bytes", bytes, AtomicLong::get)
                .description("Bytes that wait for clients")
                .baseUnit("bytes")
                .register(registry);
        this.latency = Timer.builder("im.push.latency")
                .description("From a message's acceptance to its writing to a receiver's socket")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
        for (Outbound.Offer outcome : Outbound.Offer.values()) {
            pushes.put(outcome, registry.counter("im.access.pushes", "outcome", outcome.word()));
        }
        for (CloseCode code : CloseCode.values()) {
            closes(code);
        }
    }

    void changed(int byFrames, long byBytes) {
        frames.addAndGet(byFrames);
        bytes.addAndGet(byBytes);
    }

    void pushed(Outbound.Offer outcome) {
        requireNonNull(pushes.get(outcome)).increment();
    }

    void closed(CloseCode code) {
        closes(code).increment();
    }

    void written(long at) {
        latency.record(Math.max(0, clock.millis() - at), TimeUnit.MILLISECONDS);
    }

    private Counter closes(CloseCode code) {
        return registry.counter("im.access.closes", "reason", code.word());
    }
}
