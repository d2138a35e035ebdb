package io.fluxim.lab.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A store that runs on Java, in a process of its own. */
public final class StoreProcess implements Server {

    private static final String MAIN = "io.fluxim.embedded.StoreProgram";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final String name;
    private final Place place;
    private final int heapMegabytes;
    private final List<String> options;
    private final AtomicReference<@Nullable Child> child = new AtomicReference<>();

    /**
     * Where it lives.
     *
     * @param java how it is started
     * @param dir  of all stores
     * @param logs where its complaints go
     * @param port its own, for good
     */
    public record Place(Java java, Path dir, Path logs, int port) {}

    /**
     * @param name          kafka or mongodb
     * @param heapMegabytes most heap
     * @param options       its own, if any
     */
    public StoreProcess(String name, Place place, int heapMegabytes, List<String> options) {
        this.name = name;
        this.place = place;
        this.heapMegabytes = heapMegabytes;
        this.options = List.copyOf(options);
    }

    public int port() {
        return place.port();
    }

    /** The stand-in keeps what it is given: the more is young, the longer a collection that copies it. */
    private List<String> fast() {
        return name.equals("mongodb") ? List.of("-XX:G1NewSizePercent=5") : List.of();
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
        List<String> args = new ArrayList<>(
                List.of(name, "--dir", place.dir().resolve(name).toString(), "--port", Integer.toString(place.port())));
        args.addAll(options);
        Java.Program program = new Java.Program(name, MAIN, heapMegabytes, fast());
        Child started = Child.start(
                name,
                new Child.Launch(
                        place.java().command(program, Map.of(), args),
                        Map.of(),
                        place.logs().resolve(name + ".err")));
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
