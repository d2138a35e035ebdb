package io.fluxim.directory.token;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** {@link Cutoffs} for tests of other modules; held to the same contract as the real ones. */
public final class InMemoryCutoffs implements Cutoffs {

    private final Map<Login, Long> cutoffs = new ConcurrentHashMap<>();

    @Override
    public Mono<Map<Login, Long>> of(Collection<Login> logins) {
        return Mono.fromSupplier(() -> logins.stream()
                .distinct()
                .collect(Collectors.toUnmodifiableMap(login -> login, login -> cutoffs.getOrDefault(login, NONE))));
    }

    @Override
    public Mono<Long> now(Login login) {
        return of(login);
    }

    @Override
    public Mono<Long> raise(Login login, long cutoff) {
        return Mono.fromSupplier(() -> cutoffs.merge(login, cutoff, Math::max));
    }
}
