package io.fluxim.cleaner.sweep;

import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.WalkStep;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import reactor.core.publisher.Mono;

/** What another {@link Retention} does, for those that do some of it otherwise. */
class ForwardingRetention implements Retention {

    private final Retention retention;

    ForwardingRetention(Retention retention) {
        this.retention = retention;
    }

    @Override
    public Mono<WalkStep<UserId>> nextInbox(WalkRange within) {
        return retention.nextInbox(within);
    }

    @Override
    public Mono<WalkStep<Conversation>> nextConversation(WalkRange within) {
        return retention.nextConversation(within);
    }

    @Override
    public Mono<String> cursor(String walk) {
        return retention.cursor(walk);
    }

    @Override
    public Mono<Void> keepCursor(String walk, String key) {
        return retention.keepCursor(walk, key);
    }

    @Override
    public Mono<ReadablePage<InboxEntry>> entries(UserId user, long after, int limit) {
        return retention.entries(user, after, limit);
    }

    @Override
    public Mono<ReadablePage<MessageStub>> bodies(Conversation conversation, long after, int limit) {
        return retention.bodies(conversation, after, limit);
    }

    @Override
    public Mono<Long> floor(Conversation conversation) {
        return retention.floor(conversation);
    }

    @Override
    public Mono<Void> raiseFloor(UserId user, long position) {
        return retention.raiseFloor(user, position);
    }

    @Override
    public Mono<Void> raiseFloor(Conversation conversation, long seq) {
        return retention.raiseFloor(conversation, seq);
    }

    @Override
    public Mono<Long> deleteUpToFloor(UserId user) {
        return retention.deleteUpToFloor(user);
    }

    @Override
    public Mono<Long> deleteUpToFloor(Conversation conversation) {
        return retention.deleteUpToFloor(conversation);
    }
}
