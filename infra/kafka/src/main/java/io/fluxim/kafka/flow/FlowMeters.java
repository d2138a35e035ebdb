package io.fluxim.kafka.flow;

/** What is measured of flows; tag flow: its name. */
public enum FlowMeters {
    /** Counter: the flow died, by an error or by ending unasked, and was started again. */
    RESTARTS("im.flow.restarts"),
    /** Gauge: 1 while the flow is subscribed, 0 while it waits to be started again or is stopped. */
    RUNNING("im.flow.running");

    private final String meter;

    FlowMeters(String meter) {
        this.meter = meter;
    }

    /** Its name in the registry. */
    public String meter() {
        return meter;
    }
}
