package io.fluxim.pipeline.intake;

import io.fluxim.inbox.timeline.Origin;
import io.fluxim.kafka.source.Batch;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.topic.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parts the living from the dead. A pure function of the record, so that every owner of the partition decides the same:
 * what is dead is never numbered. Access refuses all of this, so a dead letter is a defect somewhere.
 *
 * @param partitions of {@code im.accepted}
 */
public record Intake(int partitions) {

    /** Twice what access has ever taken, a body, extras or lists of members; less than a record of {@code im.fanout} holds. */
    static final int MAX_BYTES = 384 * 1024;

    /** An accepted message and the record it stands in. */
    public record Accepted(Envelope envelope, Origin origin) {}

    /** A batch, parted; both of each partition by offset. */
    public record IntakeResult(List<Accepted> living, List<DeadLetter> dead) {}

    /** Parts a batch of {@code im.accepted}. */
    public IntakeResult part(Batch<Envelope> batch) {
        List<Accepted> living = new ArrayList<>();
        List<DeadLetter> dead = new ArrayList<>(batch.unreadable());
        for (Batch.Share<Envelope> share : batch.shares()) {
            for (Received<Envelope> received : share.records()) {
                Optional<String> cause = causeOfDeath(received.value(), share.partition());
                if (cause.isPresent()) {
                    dead.add(deadLetter(received, share.partition(), cause.get()));
                } else {
                    Origin origin = new Origin(share.partition(), received.offset(), received.at());
                    living.add(new Accepted(received.value(), origin));
                }
            }
        }
        return new IntakeResult(living, dead);
    }

    private Optional<String> causeOfDeath(Envelope envelope, int partition) {
        Conversation conversation = envelope.conversation();
        if (envelope.bytes() > MAX_BYTES) {
            return Optional.of(
                    "has " + envelope.bytes() + " bytes, more than " + MAX_BYTES + " that its records have room for");
        }
        if (Partitions.of(conversation.key(), partitions) != partition) {
            return Optional.of("stands in partition " + partition + ", where its conversation does not belong");
        }
        if (!envelope.id().equals(MessageId.of(envelope.sender(), envelope.line(), envelope.clientMsgId()))) {
            return Optional.of("its message id is not that of its sender, conversation and clientMsgId");
        }
        if (conversation instanceof Conversation.Fixed fixed) {
            if (!fixed.maySend(envelope.sender())) {
                return Optional.of("its sender is none of those who may send to the conversation");
            }
            if (envelope.changesMembers()) {
                return Optional.of("it changes the members of a conversation that is not a group");
            }
        }
        return Optional.empty();
    }

    private static DeadLetter deadLetter(Received<Envelope> received, int partition, String cause) {
        byte[] key = received.value().conversation().key().getBytes(StandardCharsets.UTF_8);
        byte[] value = Topic.ACCEPTED.codec().encode(received.value());
        return new DeadLetter(Topic.ACCEPTED.name(), partition, received.offset(), received.at(), cause, key, value);
    }
}
