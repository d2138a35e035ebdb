package io.fluxim.torture.fault;

import io.fluxim.lab.process.App;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Death at every await: a victim is told at which point of its flows to end itself, as by kill -9, and is started again.
 * Victims take turns, so that one flows while the other comes back.
 */
final class PointFaults {

    /** Long enough for a rebalance to bring the victim partitions, and for rare events to come by. */
    private static final Duration REACHED = Duration.ofSeconds(14);
    /** Of the sample. */
    private static final int SOME = 6;
    /** A point is armed for one of its next passes. */
    private static final int PASSES = 3;

    private PointFaults() {}

    static List<Fault> all() {
        return List.of(
                pipeline("points-before", "before", point -> point.endsWith(" before")),
                pipeline("points-halfway", "halfway through", point -> point.endsWith(" halfway")),
                pipeline("points-after", "after", point -> point.endsWith(" after")),
                new Fault(
                        "points-sink",
                        "the sink dies at every await of its flow",
                        scene -> kill(scene, List.of(scene.cluster().sink()), points -> points)),
                new Fault(
                        "points-sample",
                        "a pipeline dies at six awaits, drawn by lot",
                        scene -> kill(scene, scene.cluster().pipelines(), points -> some(scene, points))));
    }

    private static Fault pipeline(String name, String when, Predicate<String> which) {
        return new Fault(
                name,
                "a pipeline dies " + when + " every await of both its flows",
                scene -> kill(
                        scene,
                        scene.cluster().pipelines(),
                        points -> points.stream().filter(which).toList()));
    }

    private static List<String> some(Scene scene, List<String> points) {
        List<String> shuffled = new ArrayList<>(
                points.stream().filter(point -> !Points.isRare(point)).toList());
        Collections.shuffle(shuffled, scene.dice());
        return shuffled.subList(0, SOME);
    }

    private static void kill(Scene scene, List<App> victims, Function<List<String>, List<String>> choice) {
        List<String> missed = new ArrayList<>();
        Turns turns = new Turns(victims);
        for (String point : choice.apply(Points.of(victims.get(0)))) {
            App victim = turns.next();
            boolean atTakeover = Points.isAtTakeover(point);
            Points.arm(
                    victim,
                    point,
                    atTakeover ? 1 : 1 + scene.dice().nextInt(PASSES)); // a takeover passes it once or twice
            if (atTakeover) {
                turns.other().stop();
                scene.mark(turns.other() + " hands its partitions over");
            }
            if (Points.died(victim, REACHED)) {
                scene.mark(victim + " died " + spoken(point));
            } else {
                missed.add(point);
            }
            turns.restart();
        }
        turns.end();
        List<String> owed =
                missed.stream().filter(point -> !Points.isRare(point)).toList();
        if (!missed.isEmpty()) {
            scene.mark("not reached: " + String.join(", ", missed));
        }
        if (!owed.isEmpty()) {
            throw new Fault.DidNotTakePlace("these points were never passed: " + String.join(", ", owed));
        }
    }

    private static String spoken(String point) {
        return Stream.of(point.split(" "))
                .reduce((name, when) -> when + " " + name)
                .orElse(point);
    }
}
