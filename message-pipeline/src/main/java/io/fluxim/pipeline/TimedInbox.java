package io.fluxim.pipeline;

import io.fluxim.inbox.Inbox;
import io.fluxim.inbox.InboxEntry;
import io.fluxim.inbox.Mark;
import io.fluxim.inbox.Reference;
import io.fluxim.pipeline.PipelineMeters.Stage;
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
        return meters.timed(Stage.INBOX, Step.RECOGNISE, store.present(references));
    }

    @Override
    public Mono<Void> append(List<InboxEntry> entries) {
        return meters.timed(Stage.INBOX, Step.APPEND, store.append(entries));
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
