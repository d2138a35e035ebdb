package io.fluxim.access.socket.connection;

import io.fluxim.access.socket.session.Sessions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * {@code im.access.sessions}: gauge of the sessions of this node. {@code im.access.handshakes{outcome}}: handshakes
 * {@code admitted}, {@code refused} (the token or the device), {@code limited} (too many attempts or connections of the address or the user)
 * or {@code unavailable} (not ready, full, or a store away).
 */
final class ConnectionMeters {

    enum Handshake {
        ADMITTED,
        REFUSED,
        LIMITED,
        UNAVAILABLE
    }

    private final MeterRegistry registry;

    ConnectionMeters(MeterRegistry registry, Sessions sessions) {
        this.registry = registry;
        Gauge.builder("im.access.sessions", sessions, Sessions::count)
                .description("Sessions of this node")
                .register(registry);
        for (Handshake outcome : Handshake.values()) {
            registry.counter("im.access.handshakes", "outcome", word(outcome));
        }
    }

    void handshake(Handshake outcome) {
        registry.counter("im.access.handshakes", "outcome", word(outcome)).increment();
    }

    private static String word(Handshake outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
