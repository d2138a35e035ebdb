package io.fluxim.access.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Meters of what is pushed to this node.
 *
 * <ul>
 *   <li>{@code im.access.push.records{outcome}}: records of the slot; {@code own}, or {@code foreign}: for a node that had
 *       the slot before
 *   <li>{@code im.access.push.entries{outcome}}: entries of own records; {@code delivered} to the user's sessions here, or
 *       {@code offline}: he has none any more
 *   <li>{@code im.access.behinds{reason}}: sessions told of their head; {@code repeat} (the pipeline asked for it),
 *       {@code compared} (a push was lost), {@code routes} (routes were lost), {@code slot} (the slot was lost). Those of slow
 *       clients are counted as dropped pushes
 *   <li>{@code im.access.push.slot}: gauge, the slot of this node, -1 while it has none: then it is not ready
 *   <li>{@code im.access.push.restarts}: times that the slot or its tail was lost and begun again
 *   <li>{@code im.access.routes{outcome}}: batches of routes renewed; {@code kept}, {@code lost} (some were not there) or
 *       {@code failed}
 * </ul>
 */
public final class PushMeters {

    /** Why clients were told their head. */
    enum Reason {
        REPEAT,
        COMPARED,
        ROUTES,
        SLOT
    }

    /** What became of a batch of routes. */
    enum Renewal {
        KEPT,
        LOST,
        FAILED
    }

    private static final int NO_SLOT = -1;

    private final AtomicInteger slot = new AtomicInteger(NO_SLOT);
    private final MeterRegistry registry;
    private final Counter own;
    private final Counter foreign;
    private final Counter delivered;
    private final Counter offline;
    private final Counter restarts;

    public PushMeters(MeterRegistry registry) {
        this.registry = registry;
        this.own = registry.counter("im.access.push.records", "outcome", "own");
        this.foreign = registry.counter("im.access.push.records", "outcome", "foreign");
        this.delivered = registry.counter("im.access.push.entries", "outcome", "delivered");
        this.offline = registry.counter("im.access.push.entries", "outcome", "offline");
        this.restarts = registry.counter("im.access.push.restarts");
        Gauge.builder("im.access.push.slot", slot, AtomicInteger::get).register(registry);
        for (Reason reason : Reason.values()) {
            behinds(reason);
        }
        for (Renewal outcome : Renewal.values()) {
            routes(outcome);
        }
    }

    void own() {
        own.increment();
    }

    void foreign() {
        foreign.increment();
    }

    void delivered(int entries) {
        delivered.increment(entries);
    }

    void offline() {
        offline.increment();
    }

    void behind(Reason reason) {
        behinds(reason).increment();
    }

    void renewed(Renewal outcome) {
        routes(outcome).increment();
    }

    void slot(int now) {
        slot.set(now);
    }

    void noSlot() {
        slot.set(NO_SLOT);
    }

    void restarted() {
        restarts.increment();
    }

    private Counter behinds(Reason reason) {
        return registry.counter("im.access.behinds", "reason", reason.name().toLowerCase(Locale.ROOT));
    }

    private Counter routes(Renewal outcome) {
        return registry.counter("im.access.routes", "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }
}
