package io.fluxim.rebuild;

import io.fluxim.inbox.heads.Heads;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Heads that one writer alone moves, and nobody reads: each stands where its writer expects it. */
final class SoleWriterHeads implements Heads {

    @Override
    public Mono<Map<Head, Long>> advance(Map<Head, Advance> advances) {
        return Mono.just(advances.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, advance -> advance.getValue().expected())));
    }

    @Override
    public Mono<Map<Head, Long>> read(Collection<Head> heads) {
        return Mono.just(Map.of());
    }

    @Override
    public Mono<Void> restore(Map<Head, Long> heads) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> forget(Collection<Head> heads) {
        return Mono.empty();
    }
}
