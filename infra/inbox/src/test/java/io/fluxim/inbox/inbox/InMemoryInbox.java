package io.fluxim.inbox.inbox;

import io.fluxim.inbox.InDoubt;
import io.fluxim.inbox.WalkRange;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** An {@link Inbox} for fast tests: the same guarantees, held by one lock. */
public final class InMemoryInbox implements Inbox {

    /** Guarded by {@code this}, as all that follows. */
    private final NavigableMap<String, NavigableMap<Long, InboxEntry>> entries = new TreeMap<>();

    private final Map<Mark.Key, NavigableSet<Long>> seqs = new HashMap<>();
    private final Map<UserId, Long> floors = new HashMap<>();

    @Override
    public Mono<Map<UserId, Long>> heads(Collection<UserId> users) {
        return Mono.fromCallable(
                () -> users.stream().distinct().collect(Collectors.toMap(Function.identity(), this::head)));
    }

    @Override
    public Mono<Map<Mark.Key, Long>> marks(Collection<Mark.Key> keys) {
        return Mono.fromCallable(
                () -> keys.stream().distinct().collect(Collectors.toMap(Function.identity(), this::mark)));
    }

    @Override
    public Mono<Set<Reference>> present(Collection<Reference> references) {
        return Mono.fromCallable(
                () -> references.stream().filter(this::has).collect(Collectors.toCollection(HashSet::new)));
    }

    @Override
    public Mono<Void> append(List<InboxEntry> batch) {
        return Mono.fromRunnable(() -> batch.forEach(this::append));
    }

    @Override
    public Mono<List<InboxEntry>> after(UserId user, long after, int limit) {
        return Mono.fromCallable(() -> above(user, after, limit));
    }

    @Override
    public Mono<Long> floor(UserId user) {
        return Mono.fromCallable(() -> floorOf(user));
    }

    private synchronized long head(UserId user) {
        NavigableMap<Long, InboxEntry> own = own(user);
        return Math.max(own.isEmpty() ? 0 : own.lastKey(), floorOf(user));
    }

    private synchronized long mark(Mark.Key key) {
        NavigableSet<Long> there = seqs.getOrDefault(key, new TreeSet<>());
        return there.isEmpty() ? 0 : there.last();
    }

    private synchronized boolean has(Reference reference) {
        return seqs.getOrDefault(reference.mark(), new TreeSet<>())
                .contains(reference.seq().value());
    }

    private synchronized void append(InboxEntry entry) {
        Reference reference = entry.reference();
        NavigableMap<Long, InboxEntry> own =
                entries.computeIfAbsent(reference.user().value(), user -> new TreeMap<>());
        if (own.containsKey(entry.position().value())) {
            throw new InDoubt("position " + entry.position() + " of " + reference.user() + " is taken");
        }
        if (!seqs.computeIfAbsent(reference.mark(), key -> new TreeSet<>())
                .add(reference.seq().value())) {
            throw new InDoubt(reference + " is there");
        }
        own.put(entry.position().value(), entry);
    }

    private synchronized List<InboxEntry> above(UserId user, long after, int limit) {
        return own(user).tailMap(after, false).values().stream().limit(limit).toList();
    }

    private synchronized long floorOf(UserId user) {
        return floors.getOrDefault(user, 0L);
    }

    /** The first of these users with entries. */
    public synchronized Optional<String> next(WalkRange within) {
        return entries.tailMap(within.after(), false).entrySet().stream()
                .takeWhile(entry -> within.upTo().stream().noneMatch(last -> last.compareTo(entry.getKey()) < 0))
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public synchronized void raiseFloor(UserId user, long floor) {
        floors.merge(user, floor, Math::max);
    }

    public synchronized long deleteUpToFloor(UserId user) {
        Map<Long, InboxEntry> gone = own(user).headMap(floorOf(user), true);
        long count = gone.size();
        gone.values().stream()
                .map(InboxEntry::reference)
                .forEach(reference -> seqs.getOrDefault(reference.mark(), new TreeSet<>())
                        .remove(reference.seq().value()));
        gone.clear();
        return count;
    }

    private NavigableMap<Long, InboxEntry> own(UserId user) {
        return entries.getOrDefault(user.value(), new TreeMap<>());
    }
}
