package io.fluxim.access.socket.session;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The commands of a session that were received and are not answered yet: counted down to nothing when it drains. */
public final class InFlight {

    /** Raised by the reader of commands, lowered when one has been answered. */
    private final AtomicInteger count = new AtomicInteger();

    private final Sinks.Empty<Void> drained = Sinks.empty();
    /** From then on no work is begun; set after it is asked for, before the count is looked at. */
    private volatile boolean draining;

    /** A command was received. To be called before {@link #draining} is asked for it. */
    public void begin() {
        count.incrementAndGet();
    }

    /** A command was answered, or needs no answer. */
    public void end() {
        if (count.decrementAndGet() == 0 && draining) {
            drained.tryEmitEmpty();
        }
    }

    /** Whether new work is to be refused. */
    public boolean draining() {
        return draining;
    }

    public int count() {
        return count.get();
    }

    /** The session has ended: nobody waits for answers any more. */
    void abandon() {
        drained.tryEmitEmpty();
    }

    /** From now on new work is refused; completes when all that was begun before is answered. */
    Mono<Void> drain() {
        return Mono.defer(() -> {
            draining = true;
            if (count.get() == 0) {
                drained.tryEmitEmpty();
            }
            return drained.asMono();
        });
    }
}
