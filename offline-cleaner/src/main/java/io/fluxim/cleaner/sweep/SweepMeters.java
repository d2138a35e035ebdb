package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the cleaner measures. Dry runs move none but {@link #SWEEP}. */
public final class SweepMeters {

    /** Counter, tag kind (references, bodies): what was deleted. */
    static final String DELETED = "im.cleaner.deleted";

    /**
     * Gauge, tag kind: inboxes and conversations that the last sweep left old things in, because history lacks a message.
     * Above 0 for long: look at the history sink, its lag and the dead letters.
     */
    static final String BLOCKED = "im.cleaner.blocked";

    /**
     * Counter, tag kind: inboxes and conversations in which something cannot be read, each time a sweep comes upon one. It
     * stays as it is, and so does all above it.
     */
    static final String UNREADABLE = "im.cleaner.unreadable";

    /** Timer, tags mode (delete, dry_run) and state (how it ended). */
    static final String SWEEP = "im.cleaner.sweep";

    /** Gauge, Unix seconds: when this process last ended a sweep that looked at everything; 0 for never. */
    static final String COMPLETED = "im.cleaner.completed";

    private final MeterRegistry registry;
    /** Moved by the end of a sweep. */
    private final Map<Kind, AtomicLong> blocked = new EnumMap<>(Kind.class);

    private final AtomicLong completed = new AtomicLong();

    public SweepMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Kind kind : Kind.values()) {
            AtomicLong value = new AtomicLong();
            blocked.put(kind, value);
            Gauge.builder(BLOCKED, value, AtomicLong::get)
                    .description("Inboxes and conversations that a message missing in history keeps from being cleaned")
                    .tag("kind", kind.tag())
                    .register(registry);
            counter(DELETED, kind);
            counter(UNREADABLE, kind);
        }
        Gauge.builder(COMPLETED, completed, AtomicLong::get)
                .description("When a sweep last looked at everything, Unix seconds")
                .register(registry);
        for (Mode mode : Mode.values()) {
            EnumSet.complementOf(EnumSet.of(State.RUNNING)).forEach(end -> sweeps(mode, end));
        }
    }

    /** A page later than {@code before}. */
    void progress(Progress before, Progress now) {
        if (now.mode() == Mode.DELETE) {
            for (Kind kind : Kind.values()) {
                Tally was = before.of(kind);
                Tally is = now.of(kind);
                counter(DELETED, kind).increment(Math.max(0, is.deleted() - was.deleted()));
                counter(UNREADABLE, kind).increment(Math.max(0, is.unreadable() - was.unreadable()));
            }
        }
    }

    void ended(Progress sweep, Duration took, Instant now) {
        sweeps(sweep.mode(), sweep.state()).record(took);
        if (sweep.mode() == Mode.DELETE && sweep.state() == State.COMPLETE) {
            blocked.forEach((kind, value) -> value.set(sweep.of(kind).blocked()));
            completed.set(now.getEpochSecond());
        }
    }

    private Counter counter(String name, Kind kind) {
        return registry.counter(name, "kind", kind.tag());
    }

    private Timer sweeps(Mode mode, State end) {
        return Timer.builder(SWEEP)
                .description("Sweeps by how they ended")
                .tag("mode", mode == Mode.DELETE ? "delete" : "dry_run")
                .tag("state", end.tag())
                .register(registry);
    }
}
