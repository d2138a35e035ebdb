package io.fluxim.inbox.retention;

import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.WalkStep;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** {@link Retention} for fast tests, over the twins that keep what it deletes. */
public final class InMemoryRetention implements Retention {

    private final InMemoryTimeline timeline;
    private final InMemoryInbox inbox;
    private final Map<String, String> cursors = new ConcurrentHashMap<>();

    public InMemoryRetention(InMemoryTimeline timeline, InMemoryInbox inbox) {
        this.timeline = timeline;
        this.inbox = inbox;
    }

    @Override
    public Mono<WalkStep<UserId>> nextInbox(WalkRange within) {
        return Mono.fromCallable(() -> inbox.next(within))
                .flatMap(Mono::justOrEmpty)
                .map(user -> WalkStep.of(user, () -> new UserId(user)));
    }

    @Override
    public Mono<WalkStep<Conversation>> nextConversation(WalkRange within) {
        return Mono.fromCallable(() -> timeline.next(within))
                .flatMap(Mono::justOrEmpty)
                .map(key -> WalkStep.of(key, () -> Conversation.parse(key)));
    }

    @Override
    public Mono<String> cursor(String walk) {
        return Mono.fromCallable(() -> Optional.ofNullable(cursors.get(walk))).flatMap(Mono::justOrEmpty);
    }

    @Override
    public Mono<Void> keepCursor(String walk, String key) {
        return Mono.fromRunnable(() -> cursors.put(walk, key));
    }

    @Override
    public Mono<ReadablePage<InboxEntry>> entries(UserId user, long after, int limit) {
        return inbox.after(user, after, limit).map(InMemoryRetention::page);
    }

    @Override
    public Mono<ReadablePage<MessageStub>> bodies(Conversation conversation, long after, int limit) {
        return timeline.after(conversation, after, limit)
                .map(found -> found.stream()
                        .map(Timeline.Stored::message)
                        .map(message -> new MessageStub(message.seq(), message.id(), message.at()))
                        .toList())
                .map(InMemoryRetention::page);
    }

    private static <T> ReadablePage<T> page(List<T> items) {
        return new ReadablePage<>(items, Optional.empty());
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
