package io.fluxim.inbox.inbox;

import io.fluxim.protocol.UserId;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Up to which position each device has everything. */
public interface Watermarks {

    /** Raises the watermark of a device; a lower one changes nothing. */
    Mono<Void> raise(UserId user, String device, long position);

    /** The watermarks of a user's devices. */
    Mono<Map<String, Long>> of(UserId user);
}
