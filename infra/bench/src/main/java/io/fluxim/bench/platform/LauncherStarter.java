package io.fluxim.bench.platform;

import io.fluxim.client.Administrator;
import io.fluxim.lab.process.CannotRun;
import io.fluxim.standalone.AtExit;
import io.fluxim.standalone.DataDirectory;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./fluxim up} starts, by that very command: one process with the applications, Kafka and MongoDB's stand-in, and
 * Redis and MariaDB as its children. What differs is where its data lie, its ports, that it has no limits by address, and what
 * a scenario asks for. Stores of the operator's own, which {@code fluxim.yml} may name, are not touched.
 */
public final class LauncherStarter implements PlatformStarter {

    /** On a machine that does much else. */
    private static final int START_SECONDS = 300;

    /** Any that are free, and embedded stores whatever is configured. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("server.port", "0"),
            Map.entry("management.server.port", "0"),
            Map.entry("im.embedded.kafka-port", "0"),
            Map.entry("im.embedded.redis-port", "0"),
            Map.entry("im.embedded.mariadb-port", "0"),
            Map.entry("im.embedded.mongodb-port", "0"),
            Map.entry("im.kafka.bootstrap-servers", ""),
            Map.entry("spring.data.redis.url", ""),
            Map.entry("spring.mongodb.uri", ""),
            Map.entry("spring.r2dbc.url", ""),
            Map.entry("im.mysql.jdbc-url", ""));

    private final Path launcher;
    private final Path dir;
    private final Path data;
    /** What runs the launcher; null while nothing does. Moved by the thread that starts, read by the one that ends. */
    private final AtomicReference<@Nullable Process> launching = new AtomicReference<>();

    /** Of the platform that was started last: its stores would outlive a main process that ended by itself. */
    private final List<ProcessHandle> processes = new CopyOnWriteArrayList<>();

    /**
     * @param launcher {@code ./fluxim}
     * @param dir      where the platforms live, one after the other
     */
    public LauncherStarter(Path launcher, Path dir) {
        this.launcher = launcher.toAbsolutePath();
        this.dir = dir.toAbsolutePath();
        this.data = this.dir.resolve("data");
    }

    @Override
    public Path dir() {
        return dir;
    }

    @Override
    public String describe() {
        return "as ./fluxim up starts it";
    }

    @Override
    public Platform start(Conditions conditions, Consumer<String> progress) {
        endLeftOver();
        Directory.emptied(dir);
        AtExit end = new AtExit("platform-end", this::kill);
        try {
            long began = System.nanoTime();
            launch(conditions);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            progress.accept("  ready after %.1f s".formatted(took.toMillis() / 1e3));
            Map<String, String> keys = new LinkedHashMap<>(stores());
            keys.putAll(conditions.keys());
            List<Member> members = members();
            members.forEach(member -> processes.add(member.handle()));
            return new Platform(doors(), keys, members, took, end::close);
        } catch (RuntimeException e) {
            end.close();
            throw e;
        }
    }

    /** One that a bench left that was killed. */
    private void endLeftOver() {
        if (Files.exists(data.resolve("run/fluxim.pid"))) {
            run(List.of("stop"), Map.of(), Path.of("/dev/null"));
        }
    }

    private void launch(Conditions conditions) {
        List<String> arguments = new ArrayList<>(List.of("up", "--detach"));
        Map<String, String> keys = new LinkedHashMap<>(PLACES);
        keys.putAll(Limits.NONE);
        keys.putAll(conditions.keys());
        keys.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("FLUXIM_START_SECONDS", Integer.toString(START_SECONDS));
        conditions.heapMegabytes().ifPresent(megabytes -> environment.put("FLUXIM_HEAP", megabytes + "m"));
        Path said = dir.resolve("up.log");
        int code = run(arguments, environment, said);
        if (code != 0) {
            throw new CannotRun("./fluxim up ended with code " + code + ", see " + said);
        }
    }

    private int run(List<String> arguments, Map<String, String> environment, Path output) {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(arguments);
        command.addAll(List.of("--data", data.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            launching.set(process);
            int code = process.waitFor();
            launching.set(null);
            return code;
        } catch (IOException e) {
            throw new CannotRun(launcher + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while the platform started", e);
        }
    }

    private Map<String, String> stores() {
        return DataDirectory.stores(data).orElseThrow(() -> new CannotRun("there is no run/stores in " + data));
    }

    private Platform.Doors doors() {
        Properties addresses = new Properties();
        try (Reader lines = Files.newBufferedReader(data.resolve("run/addresses"))) {
            addresses.load(lines);
        } catch (IOException e) {
            throw new CannotRun("the platform does not tell where it answers", e);
        }
        return new Platform.Doors(
                URI.create(addresses.getProperty("api")),
                Administrator.of(data).secret(),
                URI.create(addresses.getProperty("message-pipeline")),
                URI.create(addresses.getProperty("history-sink")));
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        members.add(new Member("fluxim", process("run/fluxim.pid"), true));
        members.add(new Member("redis", process("redis/server.pid"), false));
        members.add(new Member("mariadb", process("mariadb/server.pid"), false));
        return members;
    }

    private ProcessHandle process(String file) {
        return Pids.in(data.resolve(file)).orElseThrow(() -> new CannotRun("the process of " + file + " has ended"));
    }

    /** All of its processes; their data are not needed any more. */
    private void kill() {
        Process started = launching.get();
        if (started != null) {
            kill(started.toHandle());
        }
        Pids.in(data.resolve("run/fluxim.pid")).ifPresent(LauncherStarter::kill);
        processes.forEach(LauncherStarter::kill);
        processes.clear();
    }

    private static void kill(ProcessHandle main) {
        List<ProcessHandle> all = new ArrayList<>(main.descendants().toList());
        all.add(0, main);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(Pids::awaitEnd);
    }
}
