package io.fluxim.bench.platform;

import io.fluxim.lab.process.CannotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a JVM that is in use, after a collection. What the heap has free is left out: the JVM keeps and returns it in
 * pieces that are larger than what is measured.
 *
 * @param heapBytes   in use
 * @param besideBytes resident, outside of the heap
 */
public record Memory(long heapBytes, long besideBytes) {

    static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    /** A generation of the heap, or all of it: from its first address to its last. */
    private static final Pattern SPACE =
            Pattern.compile("used (\\d+)K \\[0x([0-9a-f]+),(?: 0x[0-9a-f]+,)? 0x([0-9a-f]+)\\)");

    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) [-rwxps]{4} .*");
    private static final Pattern MAPPED = Pattern.compile("Rss:\\s+(\\d+) kB");
    private static final int HEX = 16;
    private static final int KIBI_SHIFT = 10;

    /** Of the JVM of this process id; collects first. */
    static Memory of(long pid) {
        Jcmd.ask(pid, "GC.run");
        List<Space> heap = Space.all(Jcmd.ask(pid, "GC.heap_info"));
        Path proc = Path.of("/proc/" + pid);
        try {
            long resident = number(RESIDENT, Files.readString(proc.resolve("status")));
            long used = heap.stream().mapToLong(Space::usedBytes).sum();
            return new Memory(used, resident - residentBytes(heap, Files.readAllLines(proc.resolve("smaps"))));
        } catch (IOException e) {
            throw new CannotRun("process " + pid + " cannot be looked at", e);
        }
    }

    /** A part of the heap, by its addresses. */
    record Space(long usedBytes, long from, long to) {

        /** @param told by {@code jcmd} */
        static List<Space> all(String told) {
            List<Space> spaces = SPACE.matcher(told)
                    .results()
                    .map(space -> new Space(
                            Long.parseLong(space.group(1)) << KIBI_SHIFT,
                            address(space.group(2)),
                            address(space.group(3))))
                    .toList();
            if (spaces.isEmpty()) {
                throw new CannotRun("the heap was expected in: " + told);
            }
            return spaces;
        }
    }

    /** All of it. */
    public long bytes() {
        return heapBytes + besideBytes;
    }

    /**
     * What is resident of the heap, whether in use or not.
     *
     * @param maps lines of {@code /proc/PID/smaps}
     */
    static long residentBytes(List<Space> heap, List<String> maps) {
        long kibibytes = 0;
        boolean within = false;
        for (String line : maps) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                within = within(heap, address(mapping.group(1)), address(mapping.group(2)));
            } else if (within) {
                Matcher resident = MAPPED.matcher(line);
                kibibytes += resident.matches() ? Long.parseLong(resident.group(1)) : 0;
            }
        }
        return kibibytes << KIBI_SHIFT;
    }

    /** Between the first and the last address of the heap, whose spaces lie side by side. */
    private static boolean within(List<Space> heap, long from, long to) {
        return heap.stream().anyMatch(space -> Long.compareUnsigned(space.from(), from) <= 0)
                && heap.stream().anyMatch(space -> Long.compareUnsigned(to, space.to()) <= 0);
    }

    private static long address(String hex) {
        return Long.parseUnsignedLong(hex, HEX);
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
