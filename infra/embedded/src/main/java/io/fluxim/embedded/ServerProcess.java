package io.fluxim.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * drains and stops it. A server that outlived a killed JVM is recognised by its id <em>and</em> its command line, and
 * is stopped before the next one starts; one whose JVM lives keeps its directory.
 */
final class ServerProcess {

    private static final String PID_FILE = "server.pid";
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int LOG_LINES = 15;

    private final ServerLaunch launch;
    private final Process process;
    private final DataLock lock;

    private ServerProcess(ServerLaunch launch, Process process, DataLock lock) {
        this.launch = launch;
        this.process = process;
        this.lock = lock;
    }

    /** Returns when it serves; {@link CannotStart} tells the end of its log otherwise. */
    static ServerProcess start(ServerLaunch launch) {
        DataLock lock = DataLock.of(launch.dir());
        try {
            stopOrphan(launch);
            Ports.requireFree(launch.name(), launch.port());
            ServerProcess started = new ServerProcess(launch, spawn(launch), lock);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException(launch.name() + " cannot be started in " + launch.dir(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Process spawn(ServerLaunch launch) throws IOException {
        List<String> command = new ArrayList<>(launch.command().prepare());
        setsid().ifPresent(setsid -> command.add(0, setsid.toString()));
        Process process = new ProcessBuilder(command)
                .directory(launch.dir().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(launch).toFile()))
                .start();
        Files.writeString(pidFile(launch), Long.toString(process.pid()));
        return process;
    }

    /** Part of util-linux and of busybox; absent on macOS, where Ctrl-C then reaches the server too. */
    private static Optional<Path> setsid() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The server that runs on this directory, if there is one: of this JVM, of another, or left by a killed one. */
    static Optional<ProcessHandle> on(Path dir) throws IOException {
        String inside = dir.toAbsolutePath() + "/";
        return recordedPid(dir.resolve(PID_FILE))
                .flatMap(ProcessHandle::of)
                .filter(handle -> handle.info()
                        .commandLine()
                        .filter(line -> line.contains(inside))
                        .isPresent());
    }

    private static void stopOrphan(ServerLaunch launch) throws IOException {
        recordedPid(pidFile(launch))
                .flatMap(ProcessHandle::of)
                .filter(handle -> isOf(launch, handle))
                .ifPresent(orphan -> end(orphan, launch.patience()));
        Files.deleteIfExists(pidFile(launch));
    }

    private static boolean isOf(ServerLaunch launch, ProcessHandle handle) {
        String config = launch.config().toString();
        return handle.info().commandLine().filter(line -> line.contains(config)).isPresent();
    }

    private static Optional<Long> recordedPid(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(Files.readString(file).strip()));
        } catch (NumberFormatException torn) {
            return Optional.empty(); // the machine went down while it was written, and the server with it
        }
    }

    /** Signal 15, and 9 where that is not enough. */
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

    private void awaitReady() {
        long deadline = System.nanoTime() + launch.patience().toNanos();
        while (!answers()) {
            if (!process.isAlive()) {
                forget();
                throw new CannotStart(
                        launch.name() + ": ended while starting with code " + process.exitValue() + endOfLog());
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                kill();
                throw new CannotStart(launch.name() + ": not ready within "
                        + launch.patience().toSeconds() + " s" + endOfLog());
            }
            awaitExit(process.onExit(), PAUSE);
        }
    }

    private boolean answers() {
        try {
            return launch.probe().ready();
        } catch (IOException notYet) {
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, and ends it when it does not. */
    void stop() {
        end(process.toHandle(), launch.patience());
        forget();
    }

    /** Signal 9. */
    void kill() {
        process.destroyForcibly();
        awaitExit(process.onExit(), launch.patience());
        forget();
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile(launch));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.close();
        }
    }

    private String endOfLog() {
        Path log = log(launch);
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
            return "; the end of " + log + ":\n  " + String.join("\n  ", last);
        } catch (IOException unreadable) {
            return "; see " + log;
        }
    }

    private static Path log(ServerLaunch launch) {
        return launch.dir().resolve(launch.name() + ".log");
    }

    private static Path pidFile(ServerLaunch launch) {
        return launch.dir().resolve(PID_FILE);
    }
}
