package io.fluxim.bench.platform;

import io.fluxim.bench.report.Cpu;
import io.fluxim.torture.cluster.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The CPU that processes have used since they began, user and system, as Linux tells it in {@code /proc/PID/stat}. */
public final class CpuTimes {

    /** USER_HZ is 100 on every Linux that we run on. */
    private static final long MICROS_PER_TICK = 10_000;
    /** Fields behind the name, which may contain anything: utime is the 12th, stime the 13th. */
    private static final int UTIME = 11;

    private final Map<String, Long> servers;
    private final long generator;

    private CpuTimes(Map<String, Long> servers, long generator) {
        this.servers = servers;
        this.generator = generator;
    }

    /** Of these and of this process. */
    public static CpuTimes of(List<Server> servers) {
        Map<String, Long> micros = new LinkedHashMap<>();
        servers.forEach(server -> micros.put(server.name(), read(server.pid())));
        return new CpuTimes(micros, read(ProcessHandle.current().pid()));
    }

    private static long read(long pid) {
        try {
            return micros(Files.readString(Path.of("/proc/" + pid + "/stat")));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " cannot be looked at", e);
        }
    }

    /** From a line of {@code /proc/PID/stat}. */
    static long micros(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) * MICROS_PER_TICK;
    }

    /** What each has used since then, a message. */
    public Cpu since(CpuTimes before, long messages) {
        double each = Math.max(1, messages);
        Map<String, Double> shares = new LinkedHashMap<>();
        servers.forEach((name, now) -> shares.put(name, (now - before.servers.getOrDefault(name, now)) / each));
        return new Cpu(shares, (generator - before.generator) / each);
    }
}
