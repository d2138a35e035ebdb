package io.fluxim.cleaner.sweep;

import io.fluxim.inbox.retention.Retention;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Lets one effect of a {@link Retention} fail, before it happened or after: what a crash between two effects looks like. */
final class FaultyRetention extends ForwardingRetention {

    private final int failing;
    private final boolean happened;
    /** Effects so far; moved by each. */
    private final AtomicInteger effects = new AtomicInteger();

    /**
     * @param failing  number of the effect that fails, from 1
     * @param happened whether it happens all the same
     */
    FaultyRetention(Retention retention, int failing, boolean happened) {
        super(retention);
        this.failing = failing;
        this.happened = happened;
    }

    boolean failed() {
        return effects.get() >= failing;
    }

    private <T> Mono<T> effect(Mono<T> effect) {
        return Mono.defer(() -> effects.incrementAndGet() == failing
                ? (happened
                        ? effect.then(Mono.error(new IllegalStateException("crash")))
                        : Mono.error(new IllegalStateException("crash")))
                : effect);
    }

    @Override
    public Mono<Void> raiseFloor(UserId user, long position) {
        return effect(super.raiseFloor(user, position));
    }

    @Override
    public Mono<Void> raiseFloor(Conversation conversation, long seq) {
        return effect(super.raiseFloor(conversation, seq));
    }

    @Override
    public Mono<Long> deleteUpToFloor(UserId user) {
        return effect(super.deleteUpToFloor(user));
    }

    @Override
    public Mono<Long> deleteUpToFloor(Conversation conversation) {
        return effect(super.deleteUpToFloor(conversation));
    }
}
