package io.fluxim.cleaner.sweep;

import io.fluxim.inbox.Retention;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Lets one effect of a {@link Retention} fail, before it happened or after: what a crash between two effects looks like. */
final class FaultyRetention implements Retention {

    private final Retention retention;
    private final int failing;
    private final boolean happened;
    /** Effects so far; moved by each. */
    private final AtomicInteger effects = new AtomicInteger();

    /**
     * @param failing  number of the effect that fails, from 1
     * @param happened whether it happens all the same
     */
    FaultyRetention(Retention retention, int failing, boolean happened) {
        this.retention = retention;
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
    public Mono<UserId> nextInbox(Optional<UserId> after) {
        return retention.nextInbox(after);
    }

    @Override
    public Mono<Conversation> nextConversation(Optional<Conversation> after) {
        return retention.nextConversation(after);
    }

    @Override
    public Mono<List<Body>> bodies(Conversation conversation, long after, int limit) {
        return retention.bodies(conversation, after, limit);
    }

    @Override
    public Mono<Long> floor(Conversation conversation) {
        return retention.floor(conversation);
    }

    @Override
    public Mono<Void> raiseFloor(UserId user, long position) {
        return effect(retention.raiseFloor(user, position));
    }

    @Override
    public Mono<Void> raiseFloor(Conversation conversation, long seq) {
        return effect(retention.raiseFloor(conversation, seq));
    }

    @Override
    public Mono<Long> deleteUpToFloor(UserId user) {
        return effect(retention.deleteUpToFloor(user));
    }

    @Override
    public Mono<Long> deleteUpToFloor(Conversation conversation) {
        return effect(retention.deleteUpToFloor(conversation));
    }
}
