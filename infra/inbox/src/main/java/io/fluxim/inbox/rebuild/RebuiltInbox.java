package io.fluxim.inbox.rebuild;

import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One inbox as the log makes it, and as it stands. Pure.
 *
 * @param floor    what stands or shall stand is above it
 * @param fresh    what is due by the log, at positions from the floor on
 * @param standing what is there, by position
 * @param kept     what a rebuild had taken out of its place when it died
 */
public record RebuiltInbox(long floor, List<InboxEntry> fresh, List<InboxEntry> standing, List<InboxEntry> kept) {

    private static final Comparator<InboxEntry> BY_POSITION =
            Comparator.comparing(entry -> entry.position().value());
    private static final Comparator<InboxEntry> BY_SEQ =
            Comparator.comparing(entry -> entry.reference().seq().value());

    public RebuiltInbox {
        fresh = List.copyOf(fresh);
        standing = List.copyOf(standing);
        kept = kept.stream().sorted(BY_POSITION).toList();
    }

    /** Due by the log, and not there. */
    public List<Reference> missing() {
        Set<Reference> there = references(standing);
        return fresh.stream()
                .map(InboxEntry::reference)
                .filter(due -> !there.contains(due))
                .toList();
    }

    /** There, but as another message or of another time. */
    public List<Reference> unlike() {
        Map<Reference, InboxEntry> due =
                fresh.stream().collect(Collectors.toMap(InboxEntry::reference, Function.identity()));
        return standing.stream()
                .filter(entry -> differs(entry, due.get(entry.reference())))
                .map(InboxEntry::reference)
                .toList();
    }

    /** There, but behind a hole in the positions, or behind a higher seq of its conversation. */
    public List<Reference> displaced() {
        Map<Conversation, Long> marks = new HashMap<>();
        List<Reference> found = new ArrayList<>();
        long last = floor;
        for (InboxEntry entry : standing) {
            long position = entry.position().value();
            long seq = entry.reference().seq().value();
            long mark = marks.merge(entry.reference().conversation(), seq, Math::max);
            if (position != last + 1 || seq < mark) {
                found.add(entry.reference());
            }
            last = position;
        }
        return found;
    }

    /** There or kept, and not due by the log: which no longer has it, or never had it for this user, or it is too old. */
    public List<Reference> beyond() {
        return entriesBeyond().stream().map(InboxEntry::reference).toList();
    }

    /** Whether it stands as it should; what only the inbox has is no fault of it. */
    public boolean isWhole() {
        return kept.isEmpty()
                && missing().isEmpty()
                && unlike().isEmpty()
                && displaced().isEmpty();
    }

    /** Of those beyond, the ones that no earlier rebuild has kept. */
    List<InboxEntry> toKeep() {
        Set<Reference> safe = references(kept);
        return entriesBeyond().stream()
                .filter(entry -> !safe.contains(entry.reference()))
                .toList();
    }

    /**
     * What shall stand: first what only the inbox has, which is older than all that the log has wherever the log was trimmed,
     * then what is due by the log; from the floor on, without a hole. Where seqs of a conversation would descend, its entries
     * change places among themselves.
     */
    public List<InboxEntry> joined() {
        List<InboxEntry> places =
                Stream.concat(entriesBeyond().stream(), fresh.stream()).toList();
        Map<Conversation, Iterator<InboxEntry>> ascending = places.stream()
                .sorted(BY_SEQ)
                .collect(Collectors.groupingBy(
                        entry -> entry.reference().conversation(),
                        Collectors.collectingAndThen(Collectors.toList(), List::iterator)));
        List<InboxEntry> joined = new ArrayList<>(places.size());
        for (InboxEntry place : places) {
            Iterator<InboxEntry> next =
                    Objects.requireNonNull(ascending.get(place.reference().conversation()));
            joined.add(at(floor + joined.size() + 1, next.next()));
        }
        return joined;
    }

    private List<InboxEntry> entriesBeyond() {
        Set<Reference> seen = references(fresh);
        return Stream.concat(standing.stream(), kept.stream())
                .filter(entry -> seen.add(entry.reference()))
                .toList();
    }

    private static Set<Reference> references(List<InboxEntry> entries) {
        return entries.stream().map(InboxEntry::reference).collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean differs(InboxEntry entry, @Nullable InboxEntry due) {
        return due != null && !(entry.message().equals(due.message()) && entry.at() == due.at());
    }

    private static InboxEntry at(long position, InboxEntry entry) {
        return new InboxEntry(new Position(position), entry.reference(), entry.message(), entry.at());
    }
}
