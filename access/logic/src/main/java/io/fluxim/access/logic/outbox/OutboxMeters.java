package io.fluxim.access.logic.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The relay's meters.
 *
 * <ul>
 *   <li>{@code im.access.outbox.sent}: events acknowledged by Kafka and marked; a repeat after a crash counts again
 *   <li>{@code im.access.outbox.failures}: turns that a store spoilt; what waits is tried again
 *   <li>{@code im.access.outbox.relays}: 1 where the relay is this node's; the sum over the nodes is 1
 * </ul>
 */
public final class OutboxMeters {

    private final Counter sent;
    private final Counter failures;
    private final AtomicInteger relays = new AtomicInteger();

    public OutboxMeters(MeterRegistry registry) {
        this.sent = registry.counter("im.access.outbox.sent");
        this.failures = registry.counter("im.access.outbox.failures");
        Gauge.builder("im.access.outbox.relays", relays, AtomicInteger::get).register(registry);
    }

    void sent(int events) {
        sent.increment(events);
    }

    void failed() {
        failures.increment();
    }

    void relays(boolean here) {
        relays.set(here ? 1 : 0);
    }
}
