package io.fluxim.torture.run;

import io.fluxim.lab.process.App;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The most heap that each application still used after a collection, which it is asked for every few seconds. */
final class Heaps implements AutoCloseable {

    private static final long EVERY_MILLIS = 4_000;
    private static final String ANSWER = "heap ";

    private final List<App> apps;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "heaps");
        thread.setDaemon(true);
        return thread;
    });
    /** By name, in bytes; touched by the clock's thread. */
    private Map<String, Long> most = new HashMap<>();

    Heaps(List<App> apps) {
        this.apps = List.copyOf(apps);
        clock.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (App app : apps) {
            String told = app.ask("heap");
            if (told.startsWith(ANSWER)) {
                most.merge(app.name(), Long.parseLong(told.substring(ANSWER.length())), Math::max);
            }
        }
    }

    /** Looks, tells the most since the last time it was asked, and begins anew. */
    Map<String, Long> most() {
        try {
            return clock.submit(() -> {
                        look();
                        Map<String, Long> told = most;
                        most = new HashMap<>();
                        return told;
                    })
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an application does not tell its heap: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
