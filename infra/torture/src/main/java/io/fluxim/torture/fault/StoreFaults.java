package io.fluxim.torture.fault;

import io.fluxim.lab.process.Server;
import io.fluxim.torture.cluster.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Kafka, MariaDB and MongoDB are away for a while, stand still, are restarted, or die. */
final class StoreFaults {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration STALL = Duration.ofSeconds(4);
    private static final int SWEEPS = 3;

    private StoreFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault(
                        "kafka-restarted",
                        "the broker stops cleanly and starts again",
                        scene -> restart(scene, scene.cluster().kafka())),
                new Fault(
                        "kafka-killed",
                        "the broker is killed",
                        scene -> kill(scene, scene.cluster().kafka())),
                new Fault(
                        "kafka-stalled",
                        "the broker stands still for four seconds",
                        scene -> stall(scene, scene.cluster().kafka())),
                away("mariadb-away", "MariaDB is away", Cluster::mariadb),
                new Fault(
                        "mariadb-killed",
                        "MariaDB is killed",
                        scene -> kill(scene, scene.cluster().mariadb())),
                away("mongodb-away", "MongoDB is away", Cluster::mongodb),
                new Fault(
                        "mongodb-killed",
                        "MongoDB is killed",
                        scene -> kill(scene, scene.cluster().mongodb())),
                new Fault(
                        "mongodb-stalled",
                        "MongoDB stands still for four seconds",
                        scene -> stall(scene, scene.cluster().mongodb())),
                new Fault("sweep", "the cleaner sweeps again and again under load", StoreFaults::sweep));
    }

    private static Fault away(String name, String what, Function<Cluster, Server> store) {
        return new Fault(name, what + " for the length of an outage", scene -> {
            Server server = store.apply(scene.cluster());
            scene.holdAbout(MOMENT);
            server.stop();
            scene.mark(server.name() + " stopped");
            scene.hold(scene.outage());
            scene.start(server);
        });
    }

    private static void restart(Scene scene, Server server) {
        scene.holdAbout(MOMENT);
        server.stop();
        scene.mark(server.name() + " stopped");
        scene.start(server);
    }

    private static void kill(Scene scene, Server server) {
        scene.holdAbout(MOMENT);
        scene.kill(server);
        scene.hold(MOMENT);
        scene.start(server);
    }

    private static void stall(Scene scene, Server server) {
        scene.holdAbout(MOMENT);
        server.pause();
        scene.mark(server.name() + " stands still");
        scene.hold(STALL);
        server.resume();
        scene.mark(server.name() + " goes on");
    }

    private static void sweep(Scene scene) {
        for (int i = 0; i < SWEEPS; i++) {
            scene.mark("a sweep: " + Sweeps.complete(scene, scene.cluster().cleaner()));
            scene.holdAbout(MOMENT);
        }
    }
}
