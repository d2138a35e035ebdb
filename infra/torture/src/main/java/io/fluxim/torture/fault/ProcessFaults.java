package io.fluxim.torture.fault;

import io.fluxim.lab.process.App;
import io.fluxim.lab.process.Beside;
import java.time.Duration;
import java.util.List;

/** Applications die, stand still, and are restarted. */
final class ProcessFaults {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    /** The sessions of consumers end after 6 s of silence: the cluster of the torture is set up so. */
    private static final Duration PAST_SESSION = Duration.ofSeconds(9);

    private static final int STORMS = 3;

    private ProcessFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault(
                        "access-killed",
                        "an access node is killed twice; its clients come back at the other",
                        scene -> twice(scene, scene.anAccessNode())),
                new Fault(
                        "pipeline-killed",
                        "a pipeline is killed twice at any moment",
                        scene -> twice(scene, scene.aPipeline())),
                new Fault(
                        "sink-killed",
                        "the history sink is killed twice",
                        scene -> twice(scene, scene.cluster().sink())),
                new Fault("cleaner-killed", "the cleaner is killed while it sweeps", ProcessFaults::cleaner),
                new Fault("everything-killed", "all six applications are killed at once", ProcessFaults::everything),
                new Fault(
                        "zombie",
                        "a pipeline stands still until its partitions are given away, and goes on as if nothing had"
                                + " been",
                        ProcessFaults::zombie),
                new Fault(
                        "rebalance-storm",
                        "a third pipeline comes and goes, by a clean stop and by a kill",
                        ProcessFaults::storm),
                new Fault(
                        "rolling-restart",
                        "both access nodes and both pipelines are stopped cleanly and started again, one after the"
                                + " other",
                        ProcessFaults::rolling));
    }

    private static void twice(Scene scene, App app) {
        for (int i = 0; i < 2; i++) {
            scene.holdAbout(MOMENT);
            scene.kill(app);
            scene.holdAbout(MOMENT);
            scene.start(app);
        }
    }

    private static void cleaner(Scene scene) {
        App cleaner = scene.cluster().cleaner();
        Sweeps.begin(cleaner);
        scene.mark("a sweep begins");
        scene.kill(cleaner);
        scene.start(cleaner);
        scene.mark("a sweep: " + Sweeps.complete(scene, cleaner));
    }

    private static void everything(Scene scene) {
        List<App> all = scene.cluster().applications();
        scene.holdAbout(MOMENT);
        all.forEach(App::kill);
        scene.mark("all killed");
        Beside.each(all, App::start);
        scene.mark("all started");
    }

    private static void zombie(Scene scene) {
        App pipeline = scene.aPipeline();
        scene.holdAbout(MOMENT);
        pipeline.pause();
        scene.mark(pipeline + " stands still");
        scene.hold(PAST_SESSION);
        pipeline.resume();
        scene.mark(pipeline + " goes on");
        scene.hold(MOMENT);
    }

    private static void storm(Scene scene) {
        for (int i = 0; i < STORMS; i++) {
            App third = scene.cluster().anotherPipeline("pipeline-3");
            scene.mark("a third pipeline came");
            scene.holdAbout(MOMENT);
            if (i % 2 == 0) {
                third.stop();
                scene.mark("it left");
            } else {
                scene.kill(third);
            }
        }
    }

    private static void rolling(Scene scene) {
        for (List<App> kind : List.of(scene.cluster().access(), scene.cluster().pipelines())) {
            for (App app : kind) {
                app.stop();
                scene.mark(app + " stopped");
                scene.start(app);
            }
        }
    }
}
