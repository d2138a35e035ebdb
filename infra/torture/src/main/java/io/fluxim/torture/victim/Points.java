package io.fluxim.torture.victim;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Counts how often each point is passed, and dies at the one that is armed. */
final class Points {

    /** What kill -9 leaves as exit code. */
    static final int KILLED = 137;

    private final PrintStream said;
    private final IntConsumer death;
    private final Map<Point, LongAdder> passes = new ConcurrentHashMap<>();
    /** Null while none is armed; moved by commands. */
    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();

    private record Armed(Point point, AtomicInteger left) {}

    /** Death comes as by kill -9: no hook runs, nothing is finished. */
    Points(PrintStream said) {
        this(said, Runtime.getRuntime()::halt);
    }

    Points(PrintStream said, IntConsumer death) {
        this.said = said;
        this.death = death;
    }

    /** From now on the {@code pass}-th pass is the last; an earlier order is forgotten. */
    void arm(Point point, int pass) {
        if (pass < 1) {
            throw new IllegalArgumentException("a pass of 1 or more was expected, not " + pass);
        }
        armed.set(new Armed(point, new AtomicInteger(pass)));
    }

    void disarm() {
        armed.set(null);
    }

    long passes(Point point) {
        LongAdder counted = passes.get(point);
        return counted == null ? 0 : counted.sum();
    }

    /** A point is passed. */
    void pass(Point point) {
        if (due(point)) {
            die(point);
        }
    }

    /** The same for a point at which the caller dies by {@link #die}, once half of the work is done. */
    boolean due(Point point) {
        passes.computeIfAbsent(point, key -> new LongAdder()).increment();
        Armed order = armed.get();
        return order != null && order.point().equals(point) && order.left().decrementAndGet() == 0;
    }

    void die(Point point) {
        said.println("dying " + point);
        said.flush();
        death.accept(KILLED);
    }
}
