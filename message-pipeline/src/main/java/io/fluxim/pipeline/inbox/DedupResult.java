package io.fluxim.pipeline.inbox;

import io.fluxim.inbox.inbox.Mark;
import io.fluxim.inbox.inbox.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Entries compared with the marks: above its mark an entry is new; at or below it is asked for. Pure.
 *
 * @param marks the marks once the new entries are in
 */
record DedupResult(List<DeliveryEntry> all, Set<Reference> above, Set<Reference> asked, Map<Mark.Key, Long> marks) {

    static DedupResult of(List<DeliveryEntry> entries, Map<Mark.Key, Long> marks) {
        Map<Mark.Key, Long> raised = new HashMap<>(marks);
        Set<Reference> above = new HashSet<>();
        Set<Reference> asked = new HashSet<>();
        for (DeliveryEntry one : entries) {
            Reference reference = one.reference();
            long seq = reference.seq().value();
            if (seq > raised.getOrDefault(reference.mark(), 0L)) {
                raised.put(reference.mark(), seq);
                above.add(reference);
            } else if (!above.contains(reference)) {
                asked.add(reference);
            }
        }
        return new DedupResult(entries, above, asked, raised);
    }

    /** What is to be appended, in the order of the log and each once: the new, and of those asked for the absent. */
    List<DeliveryEntry> fresh(Set<Reference> present) {
        Set<Reference> taken = new HashSet<>();
        List<DeliveryEntry> fresh = new ArrayList<>();
        for (DeliveryEntry one : all) {
            Reference reference = one.reference();
            boolean missing = above.contains(reference) || !present.contains(reference);
            if (missing && taken.add(reference)) {
                fresh.add(one);
            }
        }
        return fresh;
    }

    /** How many of the absent lie below their mark. */
    int late(Set<Reference> present) {
        return asked.size() - present.size();
    }
}
