package io.fluxim.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an audit came to, look by look. Not for several threads. */
public final class Findings {

    /** Mismatches that are kept; the others are counted. */
    public static final int MOST_SHOWN = 1_000;

    /** The last word. */
    public enum Verdict {
        /** Everything that was looked at fits; Redis may have drifted. */
        CLEAN,
        /** The promise is broken somewhere. */
        MISMATCHED,
        /** Nothing that does not fit, but not all could be looked at. */
        INCOMPLETE
    }

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<Mismatch> shown = new ArrayList<>();
    private final List<Look.Unseen> unseen = new ArrayList<>();
    private long partitions;
    private long conversations;
    private long messages;
    private long inboxes;
    private long entries;
    private long unjudged;

    public Findings() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, 0L);
        }
    }

    public void add(Look look) {
        if (look instanceof Look.Unseen not) {
            unseen.add(not); // an audit ends at some of them
        } else if (look instanceof Look.Seen seen) {
            count(seen);
            seen.mismatches().forEach(this::add);
        }
    }

    private void count(Look.Seen seen) {
        unjudged += seen.unjudged();
        if (seen.subject() instanceof Subject.Offsets) {
            partitions += seen.items();
        } else if (seen.subject() instanceof Subject.Timeline) {
            conversations++;
            messages += seen.items();
        } else {
            inboxes++;
            entries += seen.items();
        }
    }

    private void add(Mismatch mismatch) {
        counts.merge(mismatch.kind(), 1L, Long::sum);
        if (shown.size() < MOST_SHOWN) {
            shown.add(mismatch);
        }
    }

    public Verdict verdict() {
        if (count(Kind.Weight.MISMATCH) > 0) {
            return Verdict.MISMATCHED;
        }
        return unseen.isEmpty() ? Verdict.CLEAN : Verdict.INCOMPLETE;
    }

    /** How many of all kinds of this weight. */
    public long count(Kind.Weight weight) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().weight() == weight)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Of every kind, zeros included. */
    public Map<Kind, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** The first of them. */
    public List<Mismatch> shown() {
        return List.copyOf(shown);
    }

    /** What could not be looked at. */
    public List<Look.Unseen> unseen() {
        return List.copyOf(unseen);
    }

    /** Partitions of readers that were looked at. */
    public long partitions() {
        return partitions;
    }

    public long conversations() {
        return conversations;
    }

    public long messages() {
        return messages;
    }

    public long inboxes() {
        return inboxes;
    }

    public long entries() {
        return entries;
    }

    /** Messages that the flows may still be working on. */
    public long unjudged() {
        return unjudged;
    }
}
