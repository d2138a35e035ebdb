package io.fluxim.rebuild;

import io.fluxim.cli.Cli;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./fluxim rebuild} in a process of its own. */
final class Child implements AutoCloseable {

    private static final long BOUND_SECONDS = 60;

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    static Child rebuilding(Path data, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dfluxim.data=" + data,
                "-cp",
                System.getProperty("java.class.path"),
                Cli.class.getName(),
                "rebuild"));
        command.addAll(List.of(arguments));
        return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Returns when it has said this. */
    void await(String words) throws IOException {
        StringBuilder heard = new StringBuilder();
        for (String line = process.inputReader().readLine();
                line != null;
                line = process.inputReader().readLine()) {
            heard.append(line).append('\n');
            if (line.contains(words)) {
                return;
            }
        }
        throw new AssertionError("never said \"" + words + "\":\n" + heard);
    }

    /** As Ctrl-C does; its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return ended();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        ended();
    }

    private int ended() throws InterruptedException {
        if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs after " + BOUND_SECONDS + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
