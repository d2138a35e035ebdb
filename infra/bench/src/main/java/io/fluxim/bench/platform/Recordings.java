package io.fluxim.bench.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What JFR sees of each JVM of a platform while something is measured, a file each. To be seen, some CPU is spent. */
public final class Recordings {

    private static final String NAME = "name=bench";
    /** From here on the JVM samples by CPU time, of native code too, and not only what runs Java every now and then. */
    private static final int SAMPLES_CPU_TIME = 25;

    private final List<Member> jvms;
    private final Optional<Path> dir;

    /** @param dir where they go; nothing is recorded where it is empty */
    Recordings(List<Member> jvms, Optional<Path> dir) {
        this.jvms = jvms;
        this.dir = dir;
    }

    public void begin() {
        dir.ifPresent(to -> jvms.forEach(jvm -> Jcmd.ask(jvm.pid(), start())));
    }

    /** Ends them; those of an earlier time are overwritten. */
    public void end() {
        dir.ifPresent(to -> {
            made(to);
            jvms.forEach(jvm -> Jcmd.ask(
                    jvm.pid(),
                    "JFR.stop",
                    NAME,
                    "filename=" + to.resolve(jvm.name() + ".jfr").toAbsolutePath()));
        });
    }

    private static String[] start() {
        return Runtime.version().feature() >= SAMPLES_CPU_TIME
                ? new String[] {"JFR.start", NAME, "settings=profile", "jdk.CPUTimeSample#enabled=true"}
                : new String[] {"JFR.start", NAME, "settings=profile"};
    }

    private static void made(Path dir) {
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new UncheckedIOException("recordings cannot go to " + dir, e);
        }
    }
}
