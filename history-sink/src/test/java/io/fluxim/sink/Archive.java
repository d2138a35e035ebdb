package io.fluxim.sink;

import io.fluxim.history.Appended;
import io.fluxim.history.ArchiveKey;
import io.fluxim.history.History;
import io.fluxim.history.InMemoryHistory;
import io.fluxim.history.Page;
import io.fluxim.history.PageRequest;
import io.fluxim.history.Place;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.StoreUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** An archive in memory that can be away, and can hold an append back until it is told to go on. */
final class Archive implements History {

    private final InMemoryHistory memory = new InMemoryHistory(Clock.systemUTC());
    /** Appends that still fail, each after it was done: a timed-out write may have happened. */
    private final AtomicInteger failures = new AtomicInteger();

    private final List<List<Message>> appends = new ArrayList<>();
    private Mono<Void> gate = Mono.empty();

    void failNext(int times) {
        failures.set(times);
    }

    void holdUntil(Mono<Void> signal) {
        gate = signal;
    }

    /** What was to be appended, try after try. */
    List<List<Message>> appends() {
        return appends;
    }

    List<Message> stored(Conversation conversation) {
        PageRequest all = new PageRequest(
                conversation, PageRequest.Seqs.ALL, PageRequest.Order.ASCENDING, MAX_PAGE, Integer.MAX_VALUE);
        return Objects.requireNonNull(memory.page(all).block()).messages();
    }

    @Override
    public Mono<Appended> append(List<Message> messages) {
        return Mono.defer(() -> {
            appends.add(messages);
            Mono<Appended> done = gate.then(memory.append(messages));
            return failures.getAndUpdate(left -> Math.max(0, left - 1)) == 0
                    ? done
                    : done.then(Mono.error(new StoreUnavailable("archiving", new IllegalStateException("away"))));
        });
    }

    @Override
    public Mono<Page> page(PageRequest request) {
        return memory.page(request);
    }

    @Override
    public Mono<Set<ArchiveKey>> present(Collection<ArchiveKey> messages) {
        return memory.present(messages);
    }

    @Override
    public Mono<Map<Place, Message>> messages(Collection<Place> places) {
        return memory.messages(places);
    }

    @Override
    public Mono<Instant> now() {
        return memory.now();
    }
}
