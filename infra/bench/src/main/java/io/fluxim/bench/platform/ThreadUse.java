package io.fluxim.bench.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a thread has used since it began, as Linux tells it in {@code /proc/PID/task}.
 *
 * @param name     of the thread; Linux keeps 15 letters of it
 * @param micros   of CPU, user and system
 * @param switches how often another thread followed it on its core, of its own will or not
 */
record ThreadUse(String name, long micros, long switches) {

    /** USER_HZ is 100 on every Linux that we run on. */
    private static final long MICROS_PER_TICK = 10_000;
    /** Fields behind the name, which may contain anything: utime is the 12th, stime the 13th. */
    private static final int UTIME = 11;

    private static final Pattern SWITCHES = Pattern.compile("voluntary_ctxt_switches:\\s+(\\d+)");
    private static final String GONE = "";

    /**
     * Of every thread of a process, by its directory.
     *
     * @param tasks a directory for each thread
     */
    static Map<String, ThreadUse> of(Path tasks) {
        Map<String, ThreadUse> uses = new HashMap<>();
        try (Stream<Path> threads = Files.list(tasks)) {
            for (Path thread : threads.toList()) {
                String stat = text(thread.resolve("stat"));
                String status = text(thread.resolve("status"));
                if (!stat.equals(GONE)) {
                    uses.put(thread.toString(), new ThreadUse(name(stat), micros(stat), switches(status)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the threads in " + tasks + " cannot be looked at", e);
        }
        return uses;
    }

    /** Empty where the thread has just ended. */
    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return GONE;
        } catch (IOException e) { // a read of a thread that ended after its file was opened: ESRCH
            if (Files.exists(file)) {
                throw e;
            }
            return GONE;
        }
    }

    private static String name(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    }

    /** From a line of {@code stat}, of a process or of a thread. */
    static long micros(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) * MICROS_PER_TICK;
    }

    /** Both kinds together. */
    static long switches(String status) {
        Matcher found = SWITCHES.matcher(status);
        long sum = 0;
        while (found.find()) {
            sum += Long.parseLong(found.group(1));
        }
        return sum;
    }
}
