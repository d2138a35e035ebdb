package io.fluxim.torture.cluster;

import io.fluxim.embedded.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A store that runs on Java, in a process of its own. */
final class StoreProcess implements Server {

    private static final String MAIN = "io.fluxim.embedded.StoreProgram";
    /** The stand-in keeps in memory what a run stores: some 13 KB a message with its copies, 100,000 messages and more. */
    private static final int HEAP_MEGABYTES = 3072;

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final String name;
    private final Path dir;
    private final Path logs;
    private final List<String> options;
    private final int port;
    private final AtomicReference<@Nullable Child> child = new AtomicReference<>();

    /**
     * @param name kafka or mongodb
     * @param port its own, for good
     */
    StoreProcess(String name, Path dir, Path logs, int port, List<String> options) {
        this.name = name;
        this.dir = dir;
        this.logs = logs;
        this.port = port;
        this.options = options;
    }

    static StoreProcess of(String name, Path dir, Path logs) {
        return new StoreProcess(name, dir, logs, Ports.orFree(0), List.of());
    }

    int port() {
        return port;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        Child last = child.get();
        if (last != null && last.isAlive()) {
            return;
        }
        List<String> args =
                new ArrayList<>(List.of(name, "--dir", dir.resolve(name).toString(), "--port", Integer.toString(port)));
        args.addAll(options);
        Child started = Child.start(
                name,
                new Child.Launch(
                        Java.command(MAIN, HEAP_MEGABYTES, Map.of(), args), Map.of(), logs.resolve(name + ".err")));
        child.set(started);
        started.await("ready", START);
    }

    @Override
    public void stop() {
        running().stop(STOP);
    }

    @Override
    public void kill() {
        running().kill();
    }

    @Override
    public void pause() {
        running().pause();
    }

    @Override
    public void resume() {
        running().resume();
    }

    @Override
    public long pid() {
        return running().pid();
    }

    private Child running() {
        Child last = child.get();
        if (last == null) {
            throw new CannotRun(name + " was never started");
        }
        return last;
    }
}
