package io.fluxim.lab.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process of ours: a line in, a line out. It ends by itself when our end of its input closes, so none outlives us.
 * Ended, paused and resumed by its own id, never by a name.
 */
final class Child {

    /** Lines of its output that nobody asked for yet; there are a few in its life. */
    private static final int MAX_LINES = 10_000;

    private static final String END = "";

    private final String name;
    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(MAX_LINES);

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it; its complaints go where its log goes. */
    static Child start(String name, Launch launch) {
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(launch.complaints().toFile()));
        builder.environment().putAll(launch.environment());
        try {
            return new Child(name, builder.start());
        } catch (IOException e) {
            throw new CannotRun(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.offer(line);
            }
        } catch (IOException closed) {
            // the process is gone: said by the line below
        }
        lines.offer(END);
    }

    /** Waits for a line that begins so; the others before it are dropped. */
    String await(String prefix, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            String line = next(deadline - System.nanoTime());
            if (line == null) {
                throw new CannotRun(name + " did not say '" + prefix + "' within " + patience.toSeconds() + " s");
            }
            if (line.startsWith(prefix)) {
                return line;
            }
            if (line.equals(END)) {
                throw new CannotRun(name + " ended before it said '" + prefix + "', with code " + exitCode());
            }
        }
    }

    private @Nullable String next(long nanos) {
        try {
            return lines.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while waiting for " + name, e);
        }
    }

    /** Says a line. */
    void tell(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not listen", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Signal 9; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        gone(Duration.ofSeconds(20));
    }

    /** Signal 15, and 9 where that is not enough. */
    void stop(Duration patience) {
        process.destroy();
        if (!gone(patience)) {
            kill();
            throw new CannotRun(name + " did not stop within " + patience.toSeconds() + " s");
        }
    }

    /** Whether it has ended by then. */
    boolean gone(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int exitCode() {
        gone(Duration.ofSeconds(5));
        return process.isAlive() ? -1 : process.exitValue();
    }

    /** Stands still, as after a long pause of its machine: connections stay open and nothing moves. */
    void pause() {
        Signals.send("STOP", pid());
    }

    void resume() {
        Signals.send("CONT", pid());
    }

    /** What is to be run. */
    record Launch(List<String> command, java.util.Map<String, String> environment, java.nio.file.Path complaints) {}
}
