package io.fluxim.torture.fault;

import io.fluxim.torture.cluster.RedisSite;
import java.time.Duration;
import java.util.List;

/** Redis loses its memory, part of it, or its life. */
final class RedisFaults {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int FLUSHES = 5;

    private RedisFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault(
                        "redis-flushed", "everything in Redis is deleted, five times in mid-flow", RedisFaults::flush),
                new Fault("redis-killed", "Redis is killed and comes back with its file", RedisFaults::kill),
                new Fault("redis-lost", "Redis is killed and comes back with nothing", RedisFaults::lose),
                new Fault(
                        "redis-failover",
                        "Redis dies, and a replica that lags three seconds takes its place",
                        RedisFaults::failOver));
    }

    private static void flush(Scene scene) {
        for (int i = 0; i < FLUSHES; i++) {
            scene.holdAbout(MOMENT);
            scene.cluster().redis().flush();
            scene.mark("flushed");
        }
    }

    private static void kill(Scene scene) {
        scene.holdAbout(MOMENT);
        scene.kill(scene.cluster().redis());
        scene.hold(MOMENT);
        scene.start(scene.cluster().redis());
    }

    private static void lose(Scene scene) {
        scene.holdAbout(MOMENT);
        scene.cluster().redis().killAndForget();
        scene.mark("redis killed, its file deleted");
        scene.start(scene.cluster().redis());
    }

    private static void failOver(Scene scene) {
        RedisSite redis = scene.cluster().redis();
        RedisSite.Replica replica = redis.detachReplica();
        scene.mark("the replica hears nothing more");
        scene.hold(MOMENT.multipliedBy(3));
        redis.failOver(replica);
        scene.mark("failed over");
    }
}
