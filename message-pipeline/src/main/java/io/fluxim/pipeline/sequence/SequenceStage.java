package io.fluxim.pipeline.sequence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxim.inbox.Heads;
import io.fluxim.inbox.Members;
import io.fluxim.inbox.Numbering;
import io.fluxim.inbox.Roster;
import io.fluxim.inbox.Timeline;
import io.fluxim.pipeline.intake.Intake.Accepted;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Gives the messages of one partition of {@code im.accepted} their seqs and stores them.
 *
 * <p>A batch in doubt (Redis or MongoDB away, slow, or of another opinion) starts again from the look-up, without end: the
 * partition waits, nothing is skipped. When {@link #number} has answered, every message of the batch has its seq in
 * {@code messages} and every change of members is in {@code members}; a redelivered batch is answered alike.
 *
 * <p>One per assignment of a partition, used by one batch at a time.
 */
public final class SequenceStage {

    private final Stores stores;
    private final Retry doubt;
    private final Numbering<Conversation, Timeline.Tail> numbering;
    /** Rosters of the groups this partition numbers; moved only by this flow, dropped when in doubt. */
    private final Cache<Conversation.Group, Roster> rosters;

    /** What the stage works on. */
    public record Stores(Timeline timeline, Members members, Heads heads) {}

    /**
     * @param doubt     how a batch in doubt tries again: for ever
     * @param maxProofs most conversations whose head is remembered
     */
    public SequenceStage(int partition, Stores stores, Retry doubt, int maxProofs) {
        this.stores = stores;
        this.doubt = doubt;
        this.numbering = new Numbering<>(
                stores.heads(),
                new Heads.Shard(Heads.Kind.SEQ, partition),
                new Numbering.Line<>(Conversation::key, Timeline.Tail::head, stores.timeline()::tails),
                maxProofs);
        this.rosters = Caffeine.newBuilder().maximumSize(maxProofs).build();
    }

    /** Numbers a batch, in the order of the log. */
    public Mono<Numbered> number(List<Accepted> batch) {
        Set<Conversation> conversations = batch.stream()
                .map(accepted -> accepted.envelope().conversation())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return Mono.defer(() -> attempt(batch, conversations))
                .doOnError(error -> forget(conversations))
                .retryWhen(doubt);
    }

    /** The tails first and the look-up second: see {@link Decision#of}. */
    private Mono<Numbered> attempt(List<Accepted> batch, Set<Conversation> conversations) {
        Set<MessageId> ids =
                batch.stream().map(accepted -> accepted.envelope().id()).collect(Collectors.toSet());
        return numbering
                .proofs(conversations)
                .flatMap(tails -> Mono.zip(stores.timeline().recognise(ids), rosters(conversations))
                        .map(found -> Decision.of(batch, tails, found.getT1(), found.getT2()))
                        .flatMap(numbered -> store(tails, numbered)));
    }

    private Mono<Numbered> store(Map<Conversation, Timeline.Tail> tails, Numbered numbered) {
        Mono<Void> append =
                numbered.fresh().isEmpty() ? Mono.empty() : stores.timeline().append(numbered.fresh());
        Mono<Void> members =
                numbered.changes().isEmpty() ? Mono.empty() : stores.members().store(numbered.changes());
        return numbering
                .assign(tails, numbered.counts())
                .then(append)
                .then(members)
                .then(Mono.fromSupplier(() -> confirmed(numbered)));
    }

    private Numbered confirmed(Numbered numbered) {
        numbering.confirm(numbered.tails());
        rosters.putAll(numbered.rosters());
        return numbered;
    }

    private Mono<Map<Conversation.Group, Roster>> rosters(Set<Conversation> conversations) {
        Set<Conversation.Group> groups = groups(conversations);
        Map<Conversation.Group, Roster> remembered = new HashMap<>(rosters.getAllPresent(groups));
        groups.removeAll(remembered.keySet());
        if (groups.isEmpty()) {
            return Mono.just(remembered);
        }
        return stores.members().of(groups).map(read -> {
            read.forEach((group, intervals) -> remembered.put(group, Roster.of(group, intervals)));
            return remembered;
        });
    }

    private static Set<Conversation.Group> groups(Set<Conversation> conversations) {
        return conversations.stream()
                .filter(Conversation.Group.class::isInstance)
                .map(Conversation.Group.class::cast)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void forget(Set<Conversation> conversations) {
        numbering.forget(conversations);
        rosters.invalidateAll(groups(conversations));
    }
}
