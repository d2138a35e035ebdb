package io.fluxim.torture.fault;

import io.fluxim.lab.process.App;
import io.fluxim.lab.process.Beside;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Applications that die in turns, so that one flows while the others come back. */
final class Turns {

    private final List<App> apps;
    private final Map<App, CompletableFuture<Void>> coming = new HashMap<>();
    private int turn = -1;

    Turns(List<App> apps) {
        this.apps = List.copyOf(apps);
    }

    /** Whose turn it is now; it is there. */
    App next() {
        turn++;
        return there(turn);
    }

    /** The one after it; it is there, and may be the same. */
    App other() {
        return there(turn + 1);
    }

    private App there(int index) {
        App app = apps.get(index % apps.size());
        coming.getOrDefault(app, CompletableFuture.completedFuture(null)).join();
        return app;
    }

    /** All that are gone come back, meanwhile. */
    void restart() {
        for (App app : apps) {
            if (!app.isAlive()
                    && coming.getOrDefault(app, CompletableFuture.completedFuture(null))
                            .isDone()) {
                coming.put(app, Beside.run(app::start));
            }
        }
    }

    /** Returns when all are there. */
    void end() {
        coming.values().forEach(CompletableFuture::join);
    }
}
