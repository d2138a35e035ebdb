package io.fluxim.cleaner.sweep;

import io.fluxim.inbox.Unreadable;
import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.WalkStep;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A {@link Retention} that cannot read one entry of a user, a conversation's floor, and what stands before all inboxes. */
final class DamagedRetention extends ForwardingRetention {

    private static final String NAMELESS = "!";

    private final UserId user;
    private final long position;
    private final Conversation conversation;

    DamagedRetention(Retention retention, UserId user, long position, Conversation conversation) {
        super(retention);
        this.user = user;
        this.position = position;
        this.conversation = conversation;
    }

    @Override
    public Mono<WalkStep<UserId>> nextInbox(WalkRange within) {
        return within.after().isEmpty()
                ? Mono.just(new WalkStep<>(NAMELESS, Optional.empty()))
                : super.nextInbox(within);
    }

    @Override
    public Mono<ReadablePage<InboxEntry>> entries(UserId of, long after, int limit) {
        Mono<ReadablePage<InboxEntry>> whole = super.entries(of, after, limit);
        return of.equals(user) ? whole.map(this::damaged) : whole;
    }

    private ReadablePage<InboxEntry> damaged(ReadablePage<InboxEntry> whole) {
        List<InboxEntry> readable = whole.items().stream()
                .takeWhile(entry -> entry.position().value() < position)
                .toList();
        return readable.size() == whole.items().size()
                ? whole
                : new ReadablePage<>(readable, Optional.of("document " + user + " cannot be read: q is missing"));
    }

    @Override
    public Mono<Long> floor(Conversation of) {
        return of.equals(conversation) ? Mono.error(new Unreadable("c:" + of, "floor is missing")) : super.floor(of);
    }
}
