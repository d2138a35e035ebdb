package io.fluxim.bench.platform;

import io.fluxim.torture.cluster.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The CPU that each compiler thread of some JVMs has used since it began, as Linux tells it of threads. */
public final class CompilerTimes {

    /** As Linux cuts off the names of HotSpot's threads: "C1 CompilerThread0", "C2 CompilerThread0". */
    private static final String NAME = "CompilerThre";

    private final Map<String, Long> micros;

    private CompilerTimes(Map<String, Long> micros) {
        this.micros = micros;
    }

    /** Of these processes. */
    static CompilerTimes of(List<Server> servers) {
        Map<String, Long> micros = new HashMap<>();
        servers.forEach(server -> micros.putAll(read(Path.of("/proc/" + server.pid() + "/task"))));
        return new CompilerTimes(micros);
    }

    /** What they have used since then; a thread that has ended since is left out. */
    public Duration since(CompilerTimes before) {
        return Duration.of(
                micros.entrySet().stream()
                        .mapToLong(thread -> thread.getValue() - before.micros.getOrDefault(thread.getKey(), 0L))
                        .sum(),
                ChronoUnit.MICROS);
    }

    /** @param tasks a directory for each thread of a process */
    static Map<String, Long> read(Path tasks) {
        Map<String, Long> micros = new HashMap<>();
        try (Stream<Path> threads = Files.list(tasks)) {
            for (Path thread : threads.toList()) {
                String stat = stat(thread);
                if (stat.contains(NAME)) {
                    micros.put(thread.toString(), CpuTimes.micros(stat));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("threads cannot be looked at", e);
        }
        return micros;
    }

    /** Empty where the thread has just ended. */
    private static String stat(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
