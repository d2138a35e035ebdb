package io.fluxim.torture.fault;

import io.fluxim.lab.process.App;
import io.fluxim.lab.process.Server;
import io.fluxim.torture.cluster.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Where a fault takes place.
 *
 * @param cluster what is tortured
 * @param dice    of this cell alone, so that its seed tells the same story again
 * @param outage  how long a store is away
 * @param marks   told what happens, as it happens
 */
public record Scene(Cluster cluster, Random dice, Duration outage, Consumer<String> marks) {

    void mark(String text) {
        marks.accept(text);
    }

    void hold(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** From half of it to one and a half. */
    void holdAbout(Duration time) {
        hold(Duration.ofMillis(time.toMillis() / 2 + dice.nextInt((int) time.toMillis() + 1)));
    }

    <T> T one(List<T> of) {
        return of.get(dice.nextInt(of.size()));
    }

    void kill(Server server) {
        server.kill();
        mark(server.name() + " killed");
    }

    void start(Server server) {
        server.start();
        mark(server.name() + " started");
    }

    /** Either of the two access nodes. */
    App anAccessNode() {
        return one(cluster.access());
    }

    App aPipeline() {
        return one(cluster.pipelines());
    }
}
