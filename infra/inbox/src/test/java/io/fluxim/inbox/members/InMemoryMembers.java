package io.fluxim.inbox.members;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** {@link Members} for fast tests: the same guarantees, held by one lock. */
public final class InMemoryMembers implements Members {

    private static final Comparator<Key> BY_USER =
            Comparator.<Key, String>comparing(key -> key.user().value()).thenComparingLong(Key::from);

    /** The end of each interval, by group; guarded by {@code this}. */
    private final Map<Conversation.Group, TreeMap<Key, Long>> ends = new HashMap<>();

    @Override
    public Mono<Map<Conversation.Group, List<Interval>>> of(Collection<Conversation.Group> groups) {
        return Mono.fromCallable(
                () -> groups.stream().distinct().collect(Collectors.toMap(Function.identity(), this::intervals)));
    }

    /** All of them: there are no floors here. */
    @Override
    public Mono<Map<Conversation.Group, List<Interval>>> aboveFloor(Collection<Conversation.Group> groups) {
        return of(groups);
    }

    @Override
    public Mono<List<Interval>> of(Conversation.Group group, UserId user) {
        return Mono.fromCallable(() -> intervals(group).stream()
                .filter(interval -> interval.user().equals(user))
                .toList());
    }

    @Override
    public Mono<Void> store(List<Change> changes) {
        return Mono.fromRunnable(() -> changes.forEach(this::store));
    }

    private synchronized List<Interval> intervals(Conversation.Group group) {
        return ends.getOrDefault(group, new TreeMap<>(BY_USER)).entrySet().stream()
                .map(end -> new Interval(end.getKey().user(), end.getKey().from(), end.getValue()))
                .toList();
    }

    private synchronized void store(Change change) {
        TreeMap<Key, Long> own = ends.computeIfAbsent(change.group(), group -> new TreeMap<>(BY_USER));
        change.joined().forEach(user -> own.putIfAbsent(new Key(user, change.seq()), OPEN));
        own.replaceAll((key, to) -> endedBy(change, key, to) ? change.seq() : to);
    }

    private static boolean endedBy(Change change, Key key, long to) {
        return to == OPEN && key.from() < change.seq() && change.left().contains(key.user());
    }

    private record Key(UserId user, long from) {}
}
