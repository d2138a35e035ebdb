package io.fluxim.torture.fault;

import io.fluxim.lab.process.App;
import io.fluxim.torture.cluster.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The wall clock of one process jumps. */
final class ClockFaults {

    private static final Duration AHEAD = Duration.ofDays(20);
    private static final Duration BACK = Duration.ofDays(-1);
    /** A jump is seen within a second. */
    private static final Duration SEEN = Duration.ofMillis(1500);

    private ClockFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault(
                        "pipeline-clock",
                        "the clock of a pipeline jumps 20 days ahead, then a day back",
                        ClockFaults::pipeline),
                new Fault(
                        "cleaner-clock",
                        "the clock of the cleaner jumps 20 days ahead, and it sweeps",
                        ClockFaults::cleaner));
    }

    private static void pipeline(Scene scene) {
        lived(scene, scene.cluster().pipelines().get(0), clock -> {
            jump(scene, clock, AHEAD);
            scene.hold(SEEN);
            jump(scene, clock, BACK);
            scene.hold(SEEN);
        });
    }

    private static void cleaner(Scene scene) {
        App cleaner = scene.cluster().cleaner();
        lived(scene, cleaner, clock -> {
            jump(scene, clock, AHEAD);
            scene.mark("a sweep: " + Sweeps.complete(scene, cleaner));
        });
    }

    /** The application is restarted to live by our clock, and back again. */
    private static void lived(Scene scene, App app, Consumer<FakeClock> life) {
        FakeClock clock = scene.cluster().clock();
        if (!clock.available()) {
            throw new Fault.DidNotTakePlace("no clock can be faked here: install Debian's faketime");
        }
        clock.jump(Duration.ZERO);
        app.stop();
        app.liveIn(clock.environment());
        scene.start(app);
        try {
            life.accept(clock);
        } finally {
            app.liveIn(Map.of());
            app.stop();
            scene.start(app);
        }
    }

    private static void jump(Scene scene, FakeClock clock, Duration by) {
        clock.jump(by);
        scene.hold(SEEN);
        scene.mark(by.isZero() ? "the clock is right again" : "the clock jumped " + by.toDays() + " days");
    }
}
