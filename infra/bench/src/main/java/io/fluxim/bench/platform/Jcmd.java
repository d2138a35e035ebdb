package io.fluxim.bench.platform;

import io.fluxim.lab.process.CannotRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks a JVM by the JDK's own {@code jcmd}. */
final class Jcmd {

    private Jcmd() {}

    /**
     * What it answers.
     *
     * @param pid     of the JVM
     * @param command and its arguments
     */
    static String ask(long pid, String... command) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        line.add(Long.toString(pid));
        line.addAll(List.of(command));
        try {
            Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new CannotRun(String.join(" ", line) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new CannotRun("jcmd cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while jcmd ran", e);
        }
    }
}
