package io.fluxim.inbox.inbox;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/** {@link Epochs} for fast tests: the one it is given, until it is renewed. */
public final class InMemoryEpochs implements Epochs {

    private final AtomicReference<String> epoch;

    public InMemoryEpochs(String epoch) {
        this.epoch = new AtomicReference<>(epoch);
    }

    @Override
    public Mono<String> current() {
        return Mono.fromSupplier(epoch::get);
    }

    @Override
    public Mono<String> renew() {
        return Mono.fromSupplier(
                () -> epoch.updateAndGet(old -> UUID.randomUUID().toString()));
    }
}
