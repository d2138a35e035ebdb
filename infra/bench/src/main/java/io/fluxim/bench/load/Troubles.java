package io.fluxim.bench.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the platform refused and which connections it ended, by its own words; counted by the connections' thread. */
public final class Troubles {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String what) {
        counts.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    /** Tells all since it was asked last. */
    public List<String> taken() {
        List<String> told = counts.entrySet().stream()
                .map(trouble -> trouble.getValue().sum() + " × " + trouble.getKey())
                .sorted()
                .toList();
        counts.clear();
        return told;
    }
}
