package io.fluxim.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server as a child process, whose id stands in {@code server.pid} of its directory.
 *
 * <p>It gets a session of its own ({@code setsid}), so that Ctrl-C at the terminal reaches this JVM alone, which then
 * drains and stops it. A server that outlived a killed JVM is recognised by its id <em>and</em> its command line,
 * which names the configuration file of its directory, and is stopped before the next one starts.
 */
final class ServerProcess {

    private static final String PID_FILE = "server.pid";

    private final String name;
    private final Process process;
    private final Path dir;

    private ServerProcess(String name, Process process, Path dir) {
        this.name = name;
        this.process = process;
        this.dir = dir;
    }

    /**
     * Starts it with {@code dir} as working directory and its output in {@code <name>.log} there.
     *
     * @param command contains the path of {@code configFile}, or an orphan would not be recognised
     */
    static ServerProcess start(String name, Path dir, List<String> command) throws IOException {
        List<String> detached = new ArrayList<>(command);
        setsid().ifPresent(setsid -> detached.add(0, setsid.toString()));
        Process process = new ProcessBuilder(detached)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name, dir).toFile()))
                .start();
        Files.writeString(dir.resolve(PID_FILE), Long.toString(process.pid()));
        return new ServerProcess(name, process, dir);
    }

    /** Stops what an earlier JVM left running here, recognised by {@code mark} in its command line. */
    static void stopOrphan(Path dir, Path mark, Duration patience) throws IOException {
        Optional<ProcessHandle> orphan = recordedPid(dir)
                .flatMap(ProcessHandle::of)
                .filter(handle -> handle.info()
                        .commandLine()
                        .filter(line -> line.contains(mark.toString()))
                        .isPresent());
        if (orphan.isPresent()) {
            end(orphan.get(), patience);
        }
        Files.deleteIfExists(dir.resolve(PID_FILE));
    }

    private static Optional<Long> recordedPid(Path dir) throws IOException {
        Path file = dir.resolve(PID_FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(Files.readString(file).trim()));
        } catch (NumberFormatException torn) {
            return Optional.empty(); // the machine went down while it was written, and the server with it
        }
    }

    private static void end(ProcessHandle handle, Duration patience) {
        handle.destroy();
        if (!awaitExit(handle.onExit(), patience)) {
            handle.destroyForcibly();
            awaitExit(handle.onExit(), patience);
        }
    }

    private static boolean awaitExit(CompletableFuture<?> exit, Duration patience) {
        try {
            exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end (signal 15), and ends it when it does not within {@code patience}. */
    void stop(Duration patience) {
        end(process.toHandle(), patience);
        forget();
    }

    /** Signal 9. */
    void kill() {
        process.destroyForcibly();
        awaitExit(process.onExit(), Duration.ofSeconds(10));
        forget();
    }

    private void forget() {
        try {
            Files.deleteIfExists(dir.resolve(PID_FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until the probe succeeds.
     *
     * @throws CannotStart with the end of its log, when it ended or did not serve within {@code patience}
     */
    void awaitReady(Probe probe, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!answers(probe)) {
            if (!process.isAlive()) {
                forget();
                throw new CannotStart(name + ": ended while starting with code " + process.exitValue() + endOfLog());
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new CannotStart(name + ": not ready after " + patience.toSeconds() + " s" + endOfLog());
            }
            awaitExit(process.onExit(), Duration.ofMillis(20)); // the pause between two probes
        }
    }

    /** A question to the server; refused and broken connections mean "not yet". */
    interface Probe {
        boolean ready() throws IOException;
    }

    private static boolean answers(Probe probe) {
        try {
            return probe.ready();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String endOfLog() {
        Path log = log(name, dir);
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            List<String> last = all.subList(Math.max(0, all.size() - 15), all.size());
            return "; the end of " + log + ":\n  " + String.join("\n  ", last);
        } catch (IOException | UncheckedIOException e) {
            return "; see " + log;
        }
    }

    private static Path log(String name, Path dir) {
        return dir.resolve(name.toLowerCase(Locale.ROOT) + ".log");
    }

    /** Part of util-linux and of busybox; absent on macOS, where Ctrl-C then reaches the server too. */
    private static Optional<Path> setsid() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
