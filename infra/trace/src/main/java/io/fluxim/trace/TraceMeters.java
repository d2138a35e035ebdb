package io.fluxim.trace;

/** What is measured of traces; where tracing is off, nothing. */
public enum TraceMeters {
    /**
     * Counter, spans, tag outcome: {@code exported}; {@code failed}: the collector was away or refused them; {@code dropped}:
     * too many waited. Their sum is every span that has ended, but those that wait.
     */
    SPANS("im.trace.spans"),
    /** Gauge, spans: ended and not yet exported. */
    WAITING("im.trace.waiting");

    private final String meter;

    TraceMeters(String meter) {
        this.meter = meter;
    }

    /** Its name in the registry. */
    public String meter() {
        return meter;
    }
}
