package io.fluxim.inbox;

import reactor.core.publisher.Mono;

/** The identity of the database's life: another one tells clients to start over from 0. */
public interface Epochs {

    /** The epoch; made at the first call ever, the same for whoever asks. */
    Mono<String> current();
}
