package io.fluxim.inbox.heads;

import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** {@link VisibleHeads} for fast tests. {@link #forget()} plays the loss of everything that Redis may suffer. */
public final class InMemoryVisibleHeads implements VisibleHeads {

    private final Map<UserId, Long> raised = new ConcurrentHashMap<>();
    private final Inbox inbox;

    /** Heads that are not there are read from this inbox. */
    public InMemoryVisibleHeads(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public Mono<Void> raise(Map<UserId, Long> heads) {
        return Mono.fromRunnable(() -> heads.forEach(this::raise));
    }

    @Override
    public Mono<Map<UserId, Long>> read(Collection<UserId> users) {
        return Mono.defer(() -> inbox.heads(missing(users)))
                .doOnNext(proved -> proved.forEach(this::raise))
                .map(proved -> select(users, proved));
    }

    @Override
    public Mono<Map<UserId, Long>> raised(Collection<UserId> users) {
        return Mono.fromCallable(() -> {
            Map<UserId, Long> found = new HashMap<>(raised);
            found.keySet().retainAll(users);
            return found;
        });
    }

    @Override
    public Mono<Void> forget(Collection<UserId> users) {
        return Mono.fromRunnable(() -> users.forEach(raised::remove));
    }

    /** Loses every head. */
    public void forget() {
        raised.clear();
    }

    private void raise(UserId user, long head) {
        raised.merge(user, head, Math::max);
    }

    private List<UserId> missing(Collection<UserId> users) {
        return users.stream().filter(user -> !raised.containsKey(user)).toList();
    }

    private Map<UserId, Long> select(Collection<UserId> users, Map<UserId, Long> proved) {
        Map<UserId, Long> heads = new HashMap<>(proved);
        users.forEach(user -> heads.merge(user, raised.getOrDefault(user, 0L), Math::max));
        return heads;
    }
}
