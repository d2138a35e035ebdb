package io.fluxim.access.gate.port;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * {@code im.access.socket.cuts{reason}}: connections without a session that were cut off, because {@code headers},
 * {@code body} or the taking of an {@code answer} took too long, or too much was sent {@code ahead} of answers.
 */
final class PortMeters {

    enum Cut {
        HEADERS,
        BODY,
        ANSWER,
        AHEAD
    }

    private final MeterRegistry registry;

    PortMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Cut cut : Cut.values()) {
            registry.counter("im.access.socket.cuts", "reason", word(cut));
        }
    }

    void cut(Cut cut) {
        registry.counter("im.access.socket.cuts", "reason", word(cut)).increment();
    }

    private static String word(Cut cut) {
        return cut.name().toLowerCase(Locale.ROOT);
    }
}
