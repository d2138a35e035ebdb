package io.fluxim.bench.platform;

import io.fluxim.torture.cluster.CannotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a JVM, after a collection.
 *
 * @param residentBytes what the process has of the machine's memory
 * @param heapBytes     in use
 */
public record Memory(long residentBytes, long heapBytes) {

    static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final int KIBI_SHIFT = 10;

    /** Of the JVM of this process id; collects first. */
    public static Memory of(long pid) {
        Jcmd.ask(pid, "GC.run");
        try {
            return new Memory(
                    number(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status"))),
                    number(USED, Jcmd.ask(pid, "GC.heap_info")));
        } catch (IOException e) {
            throw new CannotRun("process " + pid + " cannot be looked at", e);
        }
    }

    /** The first number in kibibytes that follows the pattern, in bytes. */
    static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new CannotRun("'" + pattern + "' was expected in: " + text);
        }
        return Long.parseLong(found.group(1)) << KIBI_SHIFT;
    }
}
