package io.fluxim.pipeline.sequence;

import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.heads.Numbering;
import io.fluxim.inbox.heads.Proofs;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.members.Roster;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.pipeline.intake.Intake.Accepted;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Partitions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Gives the messages of a lane of {@code im.accepted} their seqs and stores them.
 *
 * <p>A batch is inserted without a look-up where no record of it can be known or has to be rejected, as far as MongoDB has
 * proved. One in doubt (Redis or MongoDB away, slow, or of another opinion) starts again, without end, from the proofs and
 * the look-up: the lane waits, nothing is skipped. When {@link #number} has answered, every message of the batch has its seq
 * in {@code messages} and every change of members is in {@code members}; a redelivered batch is answered alike.
 *
 * <p>One per lane, used by one batch at a time.
 */
public final class SequenceStage {

    private final SequenceStores stores;
    private final Retry doubt;
    private final Numbering<Conversation, Timeline.Tail> numbering;
    /** Rosters of groups as of their proved tails; dropped when in doubt. */
    private final Proofs<Conversation.Group, Roster> rosters;

    /** What the stage works on. */
    public record SequenceStores(Timeline timeline, Members members, Heads heads) {}

    /**
     * @param partitions of {@code im.accepted}
     * @param doubt      how a batch in doubt tries again: for ever
     * @param maxProofs  most conversations whose head is remembered
     */
    public SequenceStage(int partitions, SequenceStores stores, Retry doubt, int maxProofs) {
        this.stores = stores;
        this.doubt = doubt;
        this.numbering = new Numbering<>(
                stores.heads(),
                new Numbering.NumberSeries<>(
                        conversation -> head(conversation, partitions), Timeline.Tail::head, stores.timeline()::tails),
                maxProofs);
        this.rosters = new Proofs<>(group -> Partitions.of(group.key(), partitions), maxProofs);
    }

    private static Heads.Head head(Conversation conversation, int partitions) {
        String key = conversation.key();
        return new Heads.Head(Heads.Kind.SEQ, Partitions.of(key, partitions), key);
    }

    /**
     * Numbers a batch, in the order of the log.
     *
     * @param tokens of the assignments of its partitions: what was proved under others does not count
     */
    public Mono<Numbered> number(List<Accepted> batch, IntToLongFunction tokens) {
        Set<Conversation> conversations = batch.stream()
                .map(accepted -> accepted.envelope().conversation())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        AtomicBoolean first = new AtomicBoolean(true);
        return Mono.defer(() -> attempt(new Attempt(batch, conversations, tokens, first.getAndSet(false))))
                .doOnError(error -> forget(conversations))
                .retryWhen(doubt);
    }

    /** @param first nothing speaks against its proofs yet */
    private record Attempt(
            List<Accepted> batch, Set<Conversation> conversations, IntToLongFunction tokens, boolean first) {}

    /** The tails first and the look-up second: see {@link SequencePlan#of}. */
    private Mono<Numbered> attempt(Attempt attempt) {
        UnknownEffect.refuse(attempt.batch());
        return numbering
                .proofs(attempt.conversations(), attempt.tokens())
                .flatMap(tails -> rosters(attempt)
                        .flatMap(rosters -> plan(attempt, tails, rosters))
                        .flatMap(numbered -> store(tails, numbered, attempt.tokens())));
    }

    private Mono<Numbered> plan(
            Attempt attempt, Map<Conversation, Timeline.Tail> tails, Map<Conversation.Group, Roster> rosters) {
        Optional<Numbered> planned =
                attempt.first() ? SequencePlan.withoutLookup(attempt.batch(), tails, rosters) : Optional.empty();
        return planned.map(Mono::just)
                .orElseGet(() -> stores.timeline()
                        .recognise(ids(attempt.batch()))
                        .map(known -> SequencePlan.of(attempt.batch(), tails, known, rosters)));
    }

    private static Set<MessageId> ids(List<Accepted> batch) {
        return batch.stream().map(accepted -> accepted.envelope().id()).collect(Collectors.toSet());
    }

    private Mono<Numbered> store(Map<Conversation, Timeline.Tail> tails, Numbered numbered, IntToLongFunction tokens) {
        Mono<Void> append =
                numbered.fresh().isEmpty() ? Mono.empty() : stores.timeline().append(numbered.fresh());
        Mono<Void> members =
                numbered.changes().isEmpty() ? Mono.empty() : stores.members().store(numbered.changes());
        return numbering
                .assign(tails, numbered.counts(), append)
                .then(members)
                .then(Mono.fromSupplier(() -> confirmed(numbered, tokens)));
    }

    private Numbered confirmed(Numbered numbered, IntToLongFunction tokens) {
        numbering.confirm(numbered.tails(), tokens);
        rosters.keep(numbered.rosters(), tokens);
        return numbered;
    }

    private Mono<Map<Conversation.Group, Roster>> rosters(Attempt attempt) {
        Set<Conversation.Group> groups = groups(attempt.conversations());
        Map<Conversation.Group, Roster> remembered = rosters.known(groups, attempt.tokens());
        groups.removeAll(remembered.keySet());
        if (groups.isEmpty()) {
            return Mono.just(remembered);
        }
        return stores.members().aboveFloor(groups).map(read -> {
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
        rosters.forget(groups(conversations));
    }
}
