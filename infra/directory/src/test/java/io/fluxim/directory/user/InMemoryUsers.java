package io.fluxim.directory.user;

import io.fluxim.directory.Limits;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import reactor.core.publisher.Mono;

/** {@link Users} for tests of other modules; held to the same contract as the real ones. */
public final class InMemoryUsers implements Users {

    /** Guarded by itself for writes, so that a registration is all or none. */
    private final ConcurrentSkipListMap<UserId, User> users = new ConcurrentSkipListMap<>(InMemoryOrder.USERS);

    /** Registers ordinary users with these ids. */
    public static InMemoryUsers with(String... ids) {
        InMemoryUsers users = new InMemoryUsers();
        for (String id : ids) {
            users.users.put(new UserId(id), User.of(new UserId(id), id, 0));
        }
        return users;
    }

    @Override
    public Mono<Void> register(List<User> added) {
        return Mono.fromRunnable(() -> {
            Registration.check(added);
            synchronized (users) {
                Set<UserId> known = new HashSet<>(users.keySet());
                Registration.firstExisting(added, known).ifPresent(refusal -> {
                    throw refusal;
                });
                added.forEach(user -> users.put(user.id(), user));
            }
        });
    }

    @Override
    public Mono<List<User>> find(Collection<UserId> ids) {
        return Mono.fromSupplier(() -> {
            Limits.count("userIDs", ids);
            return ids.stream()
                    .distinct()
                    .map(users::get)
                    .filter(Objects::nonNull)
                    .toList();
        });
    }

    @Override
    public Mono<Set<UserId>> existing(Collection<UserId> ids) {
        return Mono.fromSupplier(() -> {
            Limits.count("userIDs", ids);
            Set<UserId> known = new LinkedHashSet<>(ids);
            known.removeIf(id -> !users.containsKey(id));
            return Set.copyOf(known);
        });
    }

    @Override
    public Mono<User> update(UserId id, ProfileChange change) {
        return Mono.fromSupplier(() -> users.computeIfPresent(id, (same, user) -> user.with(change)))
                .switchIfEmpty(Mono.error(() -> Registration.unknown(id)));
    }

    @Override
    public Mono<List<User>> page(int offset, int limit) {
        return Mono.fromSupplier(() -> {
            Limits.page(offset, limit);
            return users.values().stream().skip(offset).limit(limit).toList();
        });
    }

    @Override
    public Mono<Long> count() {
        return Mono.fromSupplier(() -> (long) users.size());
    }
}
