package io.fluxim.torture.fault;

import io.fluxim.lab.process.Beside;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Every fault that the torture knows, in the order in which a full run goes through them. */
public final class Faults {

    /** For who looks at the harness itself: whatever breaks under it is not the fault's doing. */
    private static final Fault NONE =
            new Fault("none", "nothing is done: load alone", scene -> scene.hold(java.time.Duration.ofSeconds(4)));

    private static final List<Fault> ALL = Stream.of(
                    List.of(NONE),
                    ProcessFaults.all(),
                    PointFaults.all(),
                    RedisFaults.all(),
                    StoreFaults.all(),
                    NetworkFaults.all(),
                    ClockFaults.all(),
                    List.of(new Fault("two-at-once", "two faults, drawn by lot, strike at once", Faults::twoAtOnce)))
            .flatMap(List::stream)
            .toList();

    /** About five minutes: one of each kind. */
    private static final List<String> SHORT = List.of(
            "access-killed",
            "points-sample",
            "zombie",
            "rolling-restart",
            "redis-flushed",
            "redis-failover",
            "kafka-killed",
            "mongodb-killed",
            "mariadb-away",
            "network-cut",
            "two-at-once");

    /** A whole run leaves out what is a sample of another one. */
    private static final List<String> ONLY_SHORT = List.of("points-sample");

    /** What two-at-once draws from: faults that do not restart the same process. */
    private static final List<List<String>> APART = List.of(
            List.of("pipeline-killed", "zombie", "access-killed"),
            List.of("redis-flushed", "redis-killed", "mongodb-killed", "mariadb-killed", "network-cut"));

    private Faults() {}

    public static List<Fault> all() {
        return ALL;
    }

    public static List<Fault> full() {
        return ALL.stream().filter(fault -> !ONLY_SHORT.contains(fault.name())).toList();
    }

    public static List<Fault> inShort() {
        return SHORT.stream().map(name -> named(name).orElseThrow()).toList();
    }

    public static Optional<Fault> named(String name) {
        return ALL.stream().filter(fault -> fault.name().equals(name)).findFirst();
    }

    private static void twoAtOnce(Scene scene) {
        Fault first = named(scene.one(APART.get(0))).orElseThrow();
        Fault second = named(scene.one(APART.get(1))).orElseThrow();
        scene.mark(first.name() + " and " + second.name());
        // each with dice of its own: they are rolled side by side
        Scene other = new Scene(scene.cluster(), new Random(scene.dice().nextLong()), scene.outage(), scene.marks());
        CompletableFuture<Void> beside = Beside.run(() -> second.course().accept(other));
        first.course().accept(scene);
        beside.join();
    }
}
