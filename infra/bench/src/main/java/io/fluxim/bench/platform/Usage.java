package io.fluxim.bench.platform;

import io.fluxim.bench.report.Cpu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What the processes of a platform have used since they began, and their threads: CPU, memory and context switches, as Linux
 * tells them. What a thread used that ended between two looks is in the sum of its process only.
 */
public final class Usage {

    private static final double NANOS_PER_MICRO = 1e3;

    private final Map<String, Process> processes;
    /** Of JVMs. */
    private final Map<String, ThreadUse> threads;
    /** Of the others. */
    private final Map<String, ThreadUse> natives;

    private final long generatorMicros;
    private final long nanos = System.nanoTime();

    private record Process(long micros, long residentBytes) {}

    private Usage(
            Map<String, Process> processes,
            Map<String, ThreadUse> threads,
            Map<String, ThreadUse> natives,
            long generatorMicros) {
        this.processes = processes;
        this.threads = threads;
        this.natives = natives;
        this.generatorMicros = generatorMicros;
    }

    /** Of these and of this process. */
    static Usage of(List<Member> members) {
        Map<String, Process> processes = new LinkedHashMap<>();
        Map<String, ThreadUse> threads = new HashMap<>();
        Map<String, ThreadUse> natives = new HashMap<>();
        for (Member member : members) {
            Path proc = Path.of("/proc/" + member.pid());
            processes.put(
                    member.name(),
                    new Process(micros(proc), Memory.number(Memory.RESIDENT, text(proc.resolve("status")))));
            (member.jvm() ? threads : natives).putAll(ThreadUse.of(proc.resolve("task")));
        }
        return new Usage(processes, threads, natives, micros(Path.of("/proc/self")));
    }

    private static long micros(Path proc) {
        return ThreadUse.micros(text(proc.resolve("stat")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be looked at", e);
        }
    }

    /** Memory that all processes have of the machine's; what they share is counted with each. */
    public long residentBytes() {
        return processes.values().stream().mapToLong(Process::residentBytes).sum();
    }

    /** What each has used since then, a message. */
    public Cpu since(Usage before, long messages) {
        double each = Math.max(1, messages);
        Map<String, Double> shares = new LinkedHashMap<>();
        processes.forEach((name, now) -> shares.put(name, (now.micros() - before.micros(name)) / each));
        Map<String, Double> kinds = threads.entrySet().stream()
                .collect(Collectors.groupingBy(
                        thread -> ThreadKind.of(thread.getValue().name()),
                        Collectors.summingDouble(thread -> more(before.threads, thread, ThreadUse::micros) / each)));
        return new Cpu(shares, kinds, (generatorMicros - before.generatorMicros) / each);
    }

    /** Context switches of all threads since then. */
    public long switchesSince(Usage before) {
        return switches(before.threads, threads) + switches(before.natives, natives);
    }

    private static long switches(Map<String, ThreadUse> before, Map<String, ThreadUse> now) {
        return now.entrySet().stream()
                .mapToLong(thread -> more(before, thread, ThreadUse::switches))
                .sum();
    }

    /** Cores that all processes together have kept busy since then. */
    public double coresSince(Usage before) {
        return since(before, 1).sum() * NANOS_PER_MICRO / (nanos - before.nanos);
    }

    /** Cores that the compilers have kept busy since then. */
    public double compilerCoresSince(Usage before) {
        return threads.entrySet().stream()
                        .filter(thread -> ThreadKind.compiles(thread.getValue().name()))
                        .mapToLong(thread -> more(before.threads, thread, ThreadUse::micros))
                        .sum()
                * NANOS_PER_MICRO
                / (nanos - before.nanos);
    }

    private long micros(String process) {
        Process before = processes.get(process);
        return before == null ? 0 : before.micros();
    }

    /** By how much a thread has more than it had before. */
    private static long more(
            Map<String, ThreadUse> before, Map.Entry<String, ThreadUse> now, ToLongFunction<ThreadUse> what) {
        ThreadUse earlier = before.get(now.getKey());
        return what.applyAsLong(now.getValue()) - (earlier == null ? 0 : what.applyAsLong(earlier));
    }
}
