package io.fluxim.access.socket.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Meters of what is pushed to this node.
 *
 * <ul>
 *   <li>{@code im.access.push.received}: pushes that came to this node
 *   <li>{@code im.access.push.entries{outcome}}: their entries; {@code delivered} to the user's sessions here, or
 *       {@code offline}: they have none any more
 *   <li>{@code im.access.behinds{reason}}: sessions told of their head; {@code repeat} (the pipeline asked for it),
 *       {@code compared} (a push was lost), {@code routes} (routes were lost), {@code topic} (the node's topic was lost). Those of slow
 *       clients are counted as dropped pushes
 *   <li>{@code im.access.push.listening}: gauge, 1 while this node hears its topic, else 0: then it is not ready
 *   <li>{@code im.access.push.restarts}: times that the topic was lost and begun again
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
        TOPIC
    }

    /** What became of a batch of routes. */
    enum Renewal {
        KEPT,
        LOST,
        FAILED
    }

    private final AtomicInteger listening = new AtomicInteger();
    private final MeterRegistry registry;
    private final Counter received;
    private final Counter delivered;
    private final Counter offline;
    private final Counter restarts;

    public PushMeters(MeterRegistry registry) {
        this.registry = registry;
        this.received = registry.counter("im.access.push.received");
        this.delivered = registry.counter("im.access.push.entries", "outcome", "delivered");
        this.offline = registry.counter("im.access.push.entries", "outcome", "offline");
        this.restarts = registry.counter("im.access.push.restarts");
        Gauge.builder("im.access.push.listening", listening, AtomicInteger::get).register(registry);
        for (Reason reason : Reason.values()) {
            behinds(reason);
        }
        for (Renewal outcome : Renewal.values()) {
            routes(outcome);
        }
    }

    void received() {
        received.increment();
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

    void listening(boolean now) {
        listening.set(now ? 1 : 0);
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
