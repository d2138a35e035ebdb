package io.fluxim.access.socket.session;

import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The sessions of this node, by user and device. One device has one session: a newer one takes the older one's place. */
public final class Sessions {

    /** Lists are replaced, never changed, under the map's lock for the user. */
    private final Map<UserId, List<Session>> byUser = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();

    /** Adds a session; answers the one whose place it takes, if there is one. */
    public Optional<Session> add(Session session) {
        List<Session> replaced = new ArrayList<>();
        byUser.compute(session.user(), (user, sessions) -> {
            List<Session> after = new ArrayList<>(sessions == null ? List.of() : sessions);
            after.removeIf(other -> other.device().equals(session.device()) && replaced.add(other));
            after.add(session);
            return List.copyOf(after);
        });
        count.addAndGet(1 - replaced.size());
        return replaced.stream().findFirst();
    }

    /** Removes a session; unknown or replaced ones change nothing. */
    public void remove(Session session) {
        byUser.computeIfPresent(session.user(), (user, sessions) -> {
            List<Session> after =
                    sessions.stream().filter(other -> other != session).toList();
            count.addAndGet(after.size() - sessions.size());
            return after.isEmpty() ? null : after;
        });
    }

    /** A user's sessions; empty if they have none here. */
    public List<Session> of(UserId user) {
        return byUser.getOrDefault(user, List.of());
    }

    public boolean has(UserId user) {
        return byUser.containsKey(user);
    }

    /** Who has sessions here, as it was at some moment during the call. */
    public Set<UserId> users() {
        return Set.copyOf(byUser.keySet());
    }

    /** All sessions, as they were at some moment during the call. */
    public List<Session> all() {
        return byUser.values().stream().flatMap(Collection::stream).toList();
    }

    public int count() {
        return count.get();
    }
}
