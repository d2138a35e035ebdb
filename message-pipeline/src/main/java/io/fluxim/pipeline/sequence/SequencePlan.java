package io.fluxim.pipeline.sequence;

import io.fluxim.inbox.InDoubt;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.members.Roster;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.pipeline.intake.Intake.Accepted;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.topic.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides about the records of one batch, one after another in the order of the log: which get the next seq of their
 * conversation, which are repeats, which are rejected. Pure: from the log and what MongoDB proved, so that every owner, at
 * every replay, decides the same.
 */
final class SequencePlan {

    private final Map<MessageId, Timeline.Known> known;
    private final Map<Conversation, Timeline.Tail> tails;
    private final Map<Conversation.Group, Roster> rosters;
    private final Map<MessageId, String> decided = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Timeline.Stored> fresh = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<Members.Change> changes = new ArrayList<>();
    private int repeats;
    /** Whether the look-up could tell more than is assumed. */
    private boolean unsure;

    private SequencePlan(
            Map<MessageId, Timeline.Known> known,
            Map<Conversation, Timeline.Tail> tails,
            Map<Conversation.Group, Roster> rosters) {
        this.known = known;
        this.tails = new HashMap<>(tails);
        this.rosters = new HashMap<>(rosters);
    }

    /**
     * Signals {@link InDoubt} where a message is known above the proved end of its conversation: somebody else has
     * inserted since the proof. The next seq would then be too low, and at a lower seq the sender may be no member yet:
     * a record would be rejected that the other writer numbers. (One numbered too low is refused by the store.)
     *
     * @param tails   of every conversation in the batch, proved <em>before</em> the look-up of {@code known}: what was
     *                decided by then is either known or was rejected
     * @param rosters of every group in the batch
     */
    static Numbered of(
            List<Accepted> batch,
            Map<Conversation, Timeline.Tail> tails,
            Map<MessageId, Timeline.Known> known,
            Map<Conversation.Group, Roster> rosters) {
        SequencePlan plan = new SequencePlan(known, tails, rosters);
        batch.forEach(accepted -> provedBefore(accepted.envelope(), tails, known));
        batch.forEach(plan::decide);
        return plan.numbered();
    }

    /**
     * The same without a look-up, where it would tell nothing: each record stands after the last one that its conversation is
     * proved to have, and none is rejected. (One that is there nevertheless, a client's retry or a zombie's insert, is refused
     * by the store, and the batch is in doubt.) Empty where somebody has to look.
     */
    static Optional<Numbered> withoutLookup(
            List<Accepted> batch, Map<Conversation, Timeline.Tail> tails, Map<Conversation.Group, Roster> rosters) {
        SequencePlan plan = new SequencePlan(Map.of(), tails, rosters);
        batch.forEach(plan::decide);
        return plan.unsure ? Optional.empty() : Optional.of(plan.numbered());
    }

    private Numbered numbered() {
        return new Numbered(messages, fresh, rejections, changes, rosters, tails, repeats);
    }

    private static void provedBefore(
            Envelope envelope, Map<Conversation, Timeline.Tail> tails, Map<MessageId, Timeline.Known> known) {
        Timeline.Known found = known.get(envelope.id());
        Timeline.Tail tail = tailOf(envelope, tails);
        if (found != null && found.seq().value() > tail.head()) {
            throw new InDoubt("seq " + found.seq() + " is known, but " + tail.head() + " was proved to be the last");
        }
    }

    private static Timeline.Tail tailOf(Envelope envelope, Map<Conversation, Timeline.Tail> tails) {
        return Objects.requireNonNull(tails.get(envelope.conversation()), "every conversation has its tail");
    }

    private void decide(Accepted accepted) {
        Envelope envelope = accepted.envelope();
        Timeline.Known before = known.get(envelope.id());
        if (before != null && before.origin().equals(accepted.origin())) {
            // its record: the crash may have come before publishing
            place(new Message(envelope, before.seq(), accepted.origin().at(), before.unknown()));
        } else if (before != null) {
            repeat(envelope, before.contentHash());
        } else if (decided.containsKey(envelope.id())) {
            repeat(envelope, decided.get(envelope.id()));
        } else {
            number(accepted);
        }
    }

    /** A client's retry: the first record of this id has been published, or will be with this batch. */
    private void repeat(Envelope envelope, String firstHash) {
        if (envelope.content().hash().equals(firstHash)) {
            repeats++;
        } else {
            reject(envelope, ErrorCode.CONFLICT);
        }
    }

    private void number(Accepted accepted) {
        Envelope envelope = accepted.envelope();
        Timeline.Tail tail = tailOf(envelope, tails);
        long seq = tail.head() + 1;
        // the last message has gone by age: nothing is known to stand after it
        unsure |= tail.head() > 0 && tail.last().isEmpty();
        // A later record has its number already, so this one was rejected when it was its turn, and stays so.
        boolean passedOver = tail.last().filter(accepted.origin()::notAfter).isPresent();
        if (passedOver || !maySend(envelope, seq)) {
            reject(envelope, ErrorCode.NOT_A_MEMBER);
            return;
        }
        Message message =
                place(new Message(envelope, new Seq(seq), accepted.origin().at()));
        fresh.add(new Timeline.Stored(message, accepted.origin()));
        decided.put(envelope.id(), envelope.content().hash());
        tails.put(envelope.conversation(), tail(seq, accepted.origin()));
    }

    private static Timeline.Tail tail(long seq, Origin origin) {
        return new Timeline.Tail(seq, Optional.of(origin));
    }

    /** Who changes the members was checked under the group's lock, and may be no member: an administrator. */
    private boolean maySend(Envelope envelope, long seq) {
        return !(envelope.conversation() instanceof Conversation.Group group)
                || envelope.changesMembers()
                || roster(group).has(envelope.sender(), seq);
    }

    private Message place(Message message) {
        Envelope envelope = message.envelope();
        messages.add(message);
        if (envelope.conversation() instanceof Conversation.Group group && envelope.changesMembers()) {
            Members.Change change =
                    roster(group).reduce(envelope.change(), message.seq().value());
            rosters.put(group, roster(group).with(change));
            changes.add(change);
        }
        return message;
    }

    private Roster roster(Conversation.Group group) {
        return rosters.getOrDefault(group, Roster.of(group, List.of()));
    }

    private void reject(Envelope envelope, ErrorCode code) {
        unsure = true;
        rejections.add(new Rejection(envelope.sender(), envelope.id(), envelope.clientMsgId(), code));
    }
}
