package io.fluxim.lab.process;

import io.fluxim.standalone.launch.PackedClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How programs of ours are started: with this process's own Java and class path. */
public final class Java {

    private static final List<String> ALWAYS = List.of("-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8");
    /** Small, since many share two cores; what is measured is not speed but truth. */
    private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** As launcher/up.sh starts the platform: see docs/performance.md. */
    private static final List<String> SERVING = serving();

    private final List<String> options;
    private final String classPath;
    /** Of classes; empty where none are kept. */
    private final Optional<Path> archives;

    private Java(Path dir, List<String> options, Optional<Path> archives) {
        this.options = options;
        this.classPath = packed(dir.resolve("jars"));
        this.archives = archives;
    }

    /**
     * Quick to start: the first process of a program archives its classes when it ends cleanly, and the next ones start in half
     * the time.
     *
     * @param dir for what it makes of the class path; kept for the next one of this class path
     */
    public static Java small(Path dir) {
        return new Java(dir, SMALL, Optional.of(dir));
    }

    /** As small, and for what is started once: classes are not archived. */
    public static Java brief(Path dir) {
        return new Java(dir, SMALL, Optional.empty());
    }

    /** Fast once it is warm: as who runs the platform has it. */
    public static Java fast(Path dir) {
        return new Java(dir, SERVING, Optional.empty());
    }

    private static String packed(Path dir) {
        try {
            return new PackedClassPath(dir).of(System.getProperty("java.class.path"));
        } catch (IOException e) {
            throw new CannotRun("the classes cannot be packed into " + dir, e);
        }
    }

    private static List<String> serving() {
        List<String> options = new ArrayList<>(List.of(
                "-XX:MaxGCPauseMillis=20",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:G1NewSizePercent=40", // less, and a collection every 0.3 s visits what lives for a second
                "-XX:+UseTransparentHugePages"));
        if (Runtime.version().feature() >= 25) {
            options.add("-XX:+UseCompactObjectHeaders");
        }
        return options;
    }

    /**
     * A program to be started.
     *
     * @param name          of its archive: the same program loads the same classes
     * @param mainClass     of this process's class path
     * @param heapMegabytes most heap
     * @param fast          options of its JVM where it is to be fast
     */
    public record Program(String name, String mainClass, int heapMegabytes, List<String> fast) {

        public Program(String name, String mainClass, int heapMegabytes) {
            this(name, mainClass, heapMegabytes, List.of());
        }
    }

    /**
     * The command that starts it.
     *
     * @param properties system properties
     */
    List<String> command(Program program, Map<String, String> properties, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ALWAYS);
        command.addAll(options);
        if (options.equals(SERVING)) {
            command.addAll(program.fast());
        }
        command.add("-Xmx" + program.heapMegabytes() + "m");
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        archive(program).ifPresent(archive -> {
            command.add((Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive);
            command.add("-Xlog:cds=off,cds+dynamic=off"); // of classes that cannot be archived it would tell each
        });
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-cp");
        command.add(classPath);
        command.add(program.mainClass());
        command.addAll(args);
        return command;
    }

    /** Whether its classes are archived. */
    boolean knows(Program program) {
        return archive(program).filter(Files::exists).isPresent();
    }

    private Optional<Path> archive(Program program) {
        return archives.map(dir -> dir.resolve(program.name() + ".jsa"));
    }
}
