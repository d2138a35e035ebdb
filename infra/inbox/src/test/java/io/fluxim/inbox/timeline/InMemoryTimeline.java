package io.fluxim.inbox.timeline;

import io.fluxim.inbox.InDoubt;
import io.fluxim.inbox.WalkRange;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** A {@link Timeline} for fast tests: the same guarantees, held by one lock. */
public final class InMemoryTimeline implements Timeline {

    /** Guarded by {@code this}, as all that follows. */
    private final Map<MessageId, Stored> byId = new HashMap<>();

    private final NavigableMap<String, NavigableMap<Long, Stored>> byPlace = new TreeMap<>();
    private final Map<String, Long> floors = new HashMap<>();

    @Override
    public Mono<Map<MessageId, Known>> recognise(Collection<MessageId> ids) {
        return Mono.fromCallable(() -> select(ids, InMemoryTimeline::known));
    }

    @Override
    public Mono<Map<Conversation, Tail>> tails(Collection<Conversation> conversations) {
        return Mono.fromCallable(
                () -> conversations.stream().distinct().collect(Collectors.toMap(Function.identity(), this::tail)));
    }

    @Override
    public Mono<Void> append(List<Stored> messages) {
        return Mono.fromRunnable(() -> messages.forEach(this::append));
    }

    @Override
    public Mono<Map<MessageId, Message>> messages(Collection<MessageId> ids) {
        return Mono.fromCallable(() -> select(ids, Stored::message));
    }

    @Override
    public Mono<List<Stored>> after(Conversation conversation, long after, int limit) {
        return Mono.fromCallable(() -> above(conversation, after, limit));
    }

    private static Known known(Stored stored) {
        Message message = stored.message();
        return new Known(
                message.seq(), stored.origin(), message.envelope().content().hash(), message.unknown());
    }

    private synchronized <T> Map<MessageId, T> select(Collection<MessageId> ids, Function<Stored, T> what) {
        return ids.stream()
                .distinct()
                .flatMap(id -> Stream.ofNullable(byId.get(id)))
                .collect(Collectors.toMap(stored -> stored.message().id(), what));
    }

    private synchronized Tail tail(Conversation conversation) {
        NavigableMap<Long, Stored> places = places(conversation);
        long floor = floor(conversation);
        if (places.isEmpty()) {
            return new Tail(floor, Optional.empty());
        }
        long seq = places.lastKey();
        Optional<Origin> last =
                places.tailMap(seq).values().stream().map(Stored::origin).findFirst();
        return new Tail(Math.max(seq, floor), last);
    }

    private synchronized void append(Stored stored) {
        Message message = stored.message();
        NavigableMap<Long, Stored> places =
                byPlace.computeIfAbsent(message.conversation().key(), key -> new TreeMap<>());
        if (byId.containsKey(message.id())) {
            throw new InDoubt("message " + message.id() + " is there");
        }
        if (places.containsKey(message.seq().value())) {
            throw new InDoubt("seq " + message.seq() + " of " + message.conversation() + " is taken");
        }
        byId.put(message.id(), stored);
        places.put(message.seq().value(), stored);
    }

    /** The key of the first of these conversations with messages. */
    public synchronized Optional<String> next(WalkRange within) {
        return byPlace.tailMap(within.after(), false).entrySet().stream()
                .takeWhile(entry -> within.upTo().stream().noneMatch(last -> last.compareTo(entry.getKey()) < 0))
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Messages of one conversation above {@code after}, ascending. */
    private synchronized List<Stored> above(Conversation conversation, long after, int limit) {
        return places(conversation).tailMap(after, false).values().stream()
                .limit(limit)
                .toList();
    }

    public synchronized long floor(Conversation conversation) {
        return floors.getOrDefault(conversation.key(), 0L);
    }

    public synchronized void raiseFloor(Conversation conversation, long floor) {
        floors.merge(conversation.key(), floor, Math::max);
    }

    public synchronized long deleteUpToFloor(Conversation conversation) {
        Map<Long, Stored> gone = places(conversation).headMap(floor(conversation), true);
        long count = gone.size();
        gone.values().forEach(stored -> byId.remove(stored.message().id()));
        gone.clear();
        return count;
    }

    private NavigableMap<Long, Stored> places(Conversation conversation) {
        return byPlace.getOrDefault(conversation.key(), new TreeMap<>());
    }
}
