package io.fluxim.pipeline;

import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Mark;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.pipeline.PipelineMeters.PipelineStage;
import io.fluxim.pipeline.PipelineMeters.Step;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The inboxes, with the time that the Inbox stage waits for them. */
record TimedInbox(Inbox store, PipelineMeters meters) implements Inbox {

    @Override
    public Mono<Map<UserId, Long>> heads(Collection<UserId> users) {
        return store.heads(users);
    }

    @Override
    public Mono<Map<Mark.Key, Long>> marks(Collection<Mark.Key> keys) {
        return store.marks(keys);
    }

    @Override
    public Mono<Set<Reference>> present(Collection<Reference> references) {
        return meters.timed(PipelineStage.INBOX, Step.RECOGNISE, store.present(references));
    }

    @Override
    public Mono<Void> append(List<InboxEntry> entries) {
        return meters.timed(PipelineStage.INBOX, Step.APPEND, store.append(entries));
    }

    @Override
    public Mono<List<InboxEntry>> after(UserId user, long after, int limit) {
        return store.after(user, after, limit);
    }

    @Override
    public Mono<Long> floor(UserId user) {
        return store.floor(user);
    }
}
