package io.fluxim.inbox.inbox;

import reactor.core.publisher.Mono;

/** The identity of the database's life: another one tells clients to start over from 0. */
public interface Epochs {

    /** The epoch; made at the first call ever, the same for everybody who asks. */
    Mono<String> current();

    /**
     * Begins another life: what was read under the old epoch says nothing any more. For data that went back in time, by a
     * restore or a rebuilt inbox, where positions will be given out again for other entries. Nobody should be connected:
     * a session learns of it at its next hello.
     */
    Mono<String> renew();
}
