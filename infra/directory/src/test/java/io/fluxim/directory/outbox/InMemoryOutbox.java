package io.fluxim.directory.outbox;

import io.fluxim.directory.group.InMemoryGroups;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.GroupId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@link Outbox} for tests of other modules, filled by {@link InMemoryGroups}. */
public final class InMemoryOutbox implements Outbox {

    private final ConcurrentSkipListMap<Long, Pending> pending = new ConcurrentSkipListMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Signals appended = new Signals();
    private final Signals marked = new Signals();

    public void append(GroupId group, long change, Envelope envelope) {
        long id = lastId.incrementAndGet();
        pending.put(id, new Pending(id, group, change, envelope));
        appended.emit(group);
    }

    @Override
    public Mono<List<Pending>> unsent(int limit) {
        return Mono.fromSupplier(() -> pending.values().stream().limit(limit).toList());
    }

    @Override
    public Mono<Void> markSent(Collection<Pending> sent) {
        return Mono.fromRunnable(() -> {
            sent.forEach(one -> pending.remove(one.id()));
            sent.forEach(one -> marked.emit(one.group()));
        });
    }

    @Override
    public Mono<Void> awaitSent(GroupId group, long change) {
        return Flux.merge(marked.flux(), Flux.just(group)) // in this order: a mark between check and listening is heard
                .filter(any -> isSent(group, change))
                .next()
                .then();
    }

    @Override
    public Flux<GroupId> appended() {
        return appended.flux();
    }

    private boolean isSent(GroupId group, long change) {
        return pending.values().stream().noneMatch(one -> one.group().equals(group) && one.change() <= change);
    }
}
