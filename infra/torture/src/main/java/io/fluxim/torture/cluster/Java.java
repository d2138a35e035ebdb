package io.fluxim.torture.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How programs of ours are started: with this process's own Java and class path. The first process of a program archives its
 * classes when it ends cleanly, and the next ones start in half the time.
 */
final class Java {

    /** Quick to start and small, since many share two cores; what is measured is not speed but truth. */
    private static final List<String> OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8");

    private final String classPath;
    private final Path dir;

    /** @param dir for what it makes of the class path; kept for the next one of this class path */
    Java(Path dir) {
        this.dir = dir;
        this.classPath = new Jars(dir.resolve("jars")).of(System.getProperty("java.class.path"));
    }

    /**
     * A program to be started.
     *
     * @param name          of its archive: the same program loads the same classes
     * @param mainClass     of this process's class path
     * @param heapMegabytes most heap
     */
    record Program(String name, String mainClass, int heapMegabytes) {}

    /**
     * The command that starts it.
     *
     * @param properties system properties
     */
    List<String> command(Program program, Map<String, String> properties, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-Xmx" + program.heapMegabytes() + "m");
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add((knows(program) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive(program));
        command.add("-Xlog:cds=off,cds+dynamic=off"); // of classes that cannot be archived it would tell each
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-cp");
        command.add(classPath);
        command.add(program.mainClass());
        command.addAll(args);
        return command;
    }

    /** Whether its classes are archived. */
    boolean knows(Program program) {
        return Files.exists(archive(program));
    }

    private Path archive(Program program) {
        return dir.resolve(program.name() + ".jsa");
    }
}
