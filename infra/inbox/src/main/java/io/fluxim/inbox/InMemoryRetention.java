package io.fluxim.inbox;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** {@link Retention} for fast tests, over the twins that keep what it deletes. */
public final class InMemoryRetention implements Retention {

    private final InMemoryTimeline timeline;
    private final InMemoryInbox inbox;

    public InMemoryRetention(InMemoryTimeline timeline, InMemoryInbox inbox) {
        this.timeline = timeline;
        this.inbox = inbox;
    }

    @Override
    public Mono<UserId> nextInbox(Optional<UserId> after) {
        return Mono.fromCallable(() -> inbox.nextAfter(after.map(UserId::value).orElse("")))
                .flatMap(Mono::justOrEmpty)
                .map(UserId::new);
    }

    @Override
    public Mono<Conversation> nextConversation(Optional<Conversation> after) {
        return Mono.fromCallable(
                        () -> timeline.nextAfter(after.map(Conversation::key).orElse("")))
                .flatMap(Mono::justOrEmpty)
                .map(Conversation::parse);
    }

    @Override
    public Mono<List<Body>> bodies(Conversation conversation, long after, int limit) {
        return timeline.after(conversation, after, limit)
                .map(found -> found.stream()
                        .map(Timeline.Stored::message)
                        .map(message -> new Body(message.seq(), message.at()))
                        .toList());
    }

    @Override
    public Mono<Long> floor(Conversation conversation) {
        return Mono.fromCallable(() -> timeline.floor(conversation));
    }

    @Override
    public Mono<Void> raiseFloor(UserId user, long position) {
        return Mono.fromRunnable(() -> inbox.raiseFloor(user, position));
    }

    @Override
    public Mono<Void> raiseFloor(Conversation conversation, long seq) {
        return Mono.fromRunnable(() -> timeline.raiseFloor(conversation, seq));
    }

    @Override
    public Mono<Long> deleteUpToFloor(UserId user) {
        return Mono.fromCallable(() -> inbox.deleteUpToFloor(user));
    }

    @Override
    public Mono<Long> deleteUpToFloor(Conversation conversation) {
        return Mono.fromCallable(() -> timeline.deleteUpToFloor(conversation));
    }
}
