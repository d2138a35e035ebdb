package io.fluxim.torture.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is needed to run the same again.
 *
 * @param commit    of the source, with a word where it was changed
 * @param jdk       name and version
 * @param machine   cores and memory, never a host's name
 * @param command   as it was typed; the same command is the same story
 * @param seeds     in the order in which they ran
 * @param processes how many of each, by name, in the order in which they are to be shown
 */
public record Setting(
        String commit, String jdk, String machine, String command, List<Long> seeds, Map<String, Integer> processes) {

    public Setting {
        seeds = List.copyOf(seeds);
        processes = Collections.unmodifiableMap(new LinkedHashMap<>(processes));
    }
}
