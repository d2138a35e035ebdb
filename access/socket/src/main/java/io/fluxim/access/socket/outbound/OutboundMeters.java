package io.fluxim.access.socket.outbound;

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
 *   <li>{@code im.access.push.write}: from a push's coming to this node to its being written to a socket; a histogram
 * </ul>
 */
public final class OutboundMeters {

    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final MeterRegistry registry;
    private final Timer latency;
    private final Map<Outbound.Offer, Counter> pushes = new EnumMap<>(Outbound.Offer.class);
    private final Timer write;
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
        this.latency = timer("im.push.latency", "From a message's acceptance to its writing to a receiver's socket");
        this.write = timer("im.access.push.write", "From a push's coming to this node to its writing to a socket");
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

    void written(Pushed pushed) {
        latency.record(Math.max(0, clock.millis() - pushed.at()), TimeUnit.MILLISECONDS);
        write.record(System.nanoTime() - pushed.since(), TimeUnit.NANOSECONDS);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    private Counter closes(CloseCode code) {
        return registry.counter("im.access.closes", "reason", code.word());
    }
}
