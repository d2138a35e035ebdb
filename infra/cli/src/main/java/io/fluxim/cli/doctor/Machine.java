package io.fluxim.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** This machine, whether Fluxim runs on it or not. */
final class Machine {

    private static final int OLDEST_JAVA = 17;
    /** Each client is an open file, and each Kafka partition holds some. */
    private static final long FEW_FILES = 4_096;
    /** Kafka's first segments, MariaDB's files, room for a day of messages. */
    private static final long LITTLE_DISK = 2L << 30;
    /** Heap, Kafka's page cache, MariaDB. */
    private static final long LITTLE_MEMORY = 2L << 30;

    private final Path data;
    private final Path proc;

    /** @param proc the kernel's files about processes, {@code /proc} */
    Machine(Path data, Path proc) {
        this.data = data;
        this.proc = proc;
    }

    List<Finding> findings() {
        return List.of(java(), platform(), files(), disk(), memory());
    }

    private static Finding java() {
        String what = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() >= OLDEST_JAVA
                ? new Finding.Good(what)
                : new Finding.Bad(what, "install a JDK 17 or newer: apt-get install openjdk-17-jdk");
    }

    private static Finding platform() {
        String what = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        return what.equals("Linux on amd64")
                ? new Finding.Good(what)
                : new Finding.Doubtful(
                        what, "the embedded Redis and MariaDB are for Linux on x86-64; give servers of your own");
    }

    private Finding files() {
        long limit = number(proc.resolve("self/limits"), "Max open files +(\\d+)");
        String what = "at most " + limit + " open files";
        return limit >= FEW_FILES
                ? new Finding.Good(what)
                : new Finding.Doubtful(what, "each client is one: raise it before the start with ulimit -n 65536");
    }

    private Finding disk() {
        Path there = Stream.iterate(data.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElse(Path.of("/"));
        long free = there.toFile().getUsableSpace();
        String what = gigabytes(free) + " free on the disk of " + data;
        return free >= LITTLE_DISK
                ? new Finding.Good(what)
                : new Finding.Bad(what, "make room, or keep the data elsewhere: --data DIR");
    }

    private Finding memory() {
        long free = number(proc.resolve("meminfo"), "MemAvailable: +(\\d+)") << 10;
        String what = gigabytes(free) + " of memory available";
        return free >= LITTLE_MEMORY
                ? new Finding.Good(what)
                : new Finding.Doubtful(
                        what, "end something else, or start with a smaller heap: FLUXIM_HEAP=1g ./fluxim up");
    }

    /** The first number that the pattern finds; 0 where the file does not have it. */
    private static long number(Path file, String pattern) {
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
            return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1 << 30));
    }
}
