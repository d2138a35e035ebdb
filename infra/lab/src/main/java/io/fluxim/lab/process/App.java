package io.fluxim.lab.process;

import io.fluxim.embedded.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One application in a process of its own: the production program, as a victim of ours or as it is. It has the same ports, and
 * the same log, however often it is started.
 */
public final class App implements Server {

    /** Which application. */
    public enum Kind {
        ACCESS,
        PIPELINE,
        SINK,
        CLEANER;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A start takes 5 s on an idle machine, and several may start at once. */
    private static final Duration START = Duration.ofSeconds(90);

    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** A drain takes at most 10 s per flow. */
    private static final Duration STOP = Duration.ofSeconds(45);

    private final String name;
    private final Kind kind;
    private final Setting setting;
    private final int port = Ports.orFree(0);
    private final int managementPort = Ports.orFree(0);
    /** The process of the last start; null before the first. Moved by start, stop and kill. */
    private final AtomicReference<@Nullable Child> child = new AtomicReference<>();
    /** Of the next start; moved by a fault that gives it a clock of its own. */
    private volatile Map<String, String> environment = Map.of();

    /**
     * What it is started with.
     *
     * @param java    how it is started
     * @param program what is started
     * @param logs    where its log goes
     * @param keys    configuration
     */
    public record Setting(Java java, Program program, Path logs, Map<String, String> keys) {}

    /**
     * What is started: it takes the application's name and keys as arguments, says {@code ready}, and ends with its input.
     *
     * @param mainClass     of this process's class path
     * @param heapMegabytes most heap
     */
    public record Program(String mainClass, int heapMegabytes) {}

    public App(String name, Kind kind, Setting setting) {
        this.name = name;
        this.kind = kind;
        this.setting = setting;
    }

    @Override
    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Of its HTTP and WebSocket. */
    public int port() {
        return port;
    }

    /** Of its actuator. */
    public int managementPort() {
        return kind == Kind.ACCESS ? managementPort : port;
    }

    @Override
    public void start() {
        if (isAlive()) {
            return;
        }
        List<String> args = new ArrayList<>();
        args.add(kind.word());
        setting.keys().forEach((key, value) -> args.add("--" + key + "=" + value));
        args.add("--server.port=" + port);
        if (kind == Kind.ACCESS) {
            args.add("--management.server.port=" + managementPort);
        }
        Map<String, String> properties = Map.of("logging.config", "classpath:victim-logback.xml", "fluxim.log", log());
        Child started = Child.start(
                name,
                new Child.Launch(
                        setting.java().command(program(), properties, args),
                        environment,
                        setting.logs().resolve(name + ".err")));
        child.set(started);
        started.await("ready", START);
    }

    /** Whether its next start finds its classes archived, as it does once one of its kind has ended. */
    public boolean isQuick() {
        return setting.java().knows(program());
    }

    private Java.Program program() {
        return new Java.Program(
                kind.word(), setting.program().mainClass(), setting.program().heapMegabytes());
    }

    private String log() {
        return setting.logs().resolve(name + ".log").toString();
    }

    /** Tells it a command of a victim and returns its answer. */
    public String ask(String command) {
        Child running = running();
        running.tell(command);
        return running.await("", ANSWER);
    }

    /** Tells it a command and does not wait. */
    public void tell(String command) {
        running().tell(command);
    }

    /** Whether it has ended by then, whatever ended it. */
    public boolean gone(Duration patience) {
        return running().gone(patience);
    }

    public int exitCode() {
        return running().exitCode();
    }

    public boolean isAlive() {
        Child last = child.get();
        return last != null && last.isAlive();
    }

    /** From its next start on it has these variables beside those of this process. */
    public void liveIn(Map<String, String> variables) {
        environment = variables;
    }

    @Override
    public void stop() {
        if (isAlive()) {
            running().stop(STOP);
        }
    }

    @Override
    public void kill() {
        if (isAlive()) {
            running().kill();
        }
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

    @Override
    public String toString() {
        return name;
    }
}
