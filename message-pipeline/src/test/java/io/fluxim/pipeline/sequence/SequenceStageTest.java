package io.fluxim.pipeline.sequence;

import static io.fluxim.pipeline.Sample.ANN;
import static io.fluxim.pipeline.Sample.CAT;
import static io.fluxim.pipeline.Sample.change;
import static io.fluxim.pipeline.Sample.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.InDoubt;
import io.fluxim.inbox.heads.InMemoryHeads;
import io.fluxim.inbox.members.InMemoryMembers;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.pipeline.intake.Intake.Accepted;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Seq;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Two owners of one partition, the earlier of them still at work. */
class SequenceStageTest {

    private final Accepted created = accepted(0, change("c1", MembershipChange.joining(List.of(ANN))));
    private final List<Accepted> batch = List.of(
            accepted(1, group(ANN, "hello")),
            accepted(2, change("c2", MembershipChange.joining(List.of(CAT)))),
            accepted(3, group(CAT, "thanks")));

    private static final IntToLongFunction FIRST = partition -> 1;

    private final InMemoryTimeline timeline = new InMemoryTimeline();
    private final InMemoryMembers members = new InMemoryMembers();
    private final InMemoryHeads heads = new InMemoryHeads();

    /** The model's counterexample without IN_DOUBT_ABOVE: a rank that is too low is one where the sender is no member yet. */
    @Test
    void givenZombieHalfwayThroughItsInsert_whenOwnerDecides_thenNothingIsRejectedThatTheZombieNumbers() {
        stage(timeline).number(List.of(created), FIRST).block();
        Numbered owners = stage(new Timed(batch.subList(0, 2), Call.RECOGNISE))
                .number(batch, FIRST)
                .block();

        assertThat(owners.rejections()).isEmpty();
        assertThat(owners.messages()).extracting(Message::seq).containsExactly(new Seq(2), new Seq(3), new Seq(4));
    }

    @Test
    void givenProofFromBeforeAZombiesInsert_whenOwnerDecides_thenNothingIsRejectedThatTheZombieNumbers() {
        SequenceStage owner = stage(timeline);
        owner.number(List.of(created), FIRST).block();
        insert(batch.subList(0, 2));
        Numbered owners = owner.number(batch, FIRST).block();

        assertThat(owners.rejections()).isEmpty();
        assertThat(owners.messages()).extracting(Message::seq).containsExactly(new Seq(2), new Seq(3), new Seq(4));
    }

    /** The model's counterexample with LOOKUP_FIRST: what is unknown and not after the last message counts as rejected. */
    @Test
    void givenZombieThatInsertsBeforeTheTailsAreProved_whenOwnerDecides_thenNothingIsRejectedThatTheZombieNumbers() {
        stage(timeline).number(List.of(created), FIRST).block();
        Numbered owners =
                stage(new Timed(batch, Call.TAILS)).number(batch, FIRST).block();

        assertThat(owners.rejections()).isEmpty();
        assertThat(owners.messages()).extracting(Message::seq).containsExactly(new Seq(2), new Seq(3), new Seq(4));
    }

    /** Insert first: what stands after the proved tail and breaks no rule is not looked up. */
    @Test
    void givenRecordsAfterTheTail_whenNumbered_thenNobodyLooksThemUp() {
        Timed watched = new Timed(List.of(), Call.RECOGNISE);
        SequenceStage owner = stage(watched);
        owner.number(List.of(created), FIRST).block();
        owner.number(batch, FIRST).block();

        assertThat(watched.lookUps).isZero();
    }

    @Test
    void givenClientsRetryAtALaterOffset_whenItIsRefusedByTheStore_thenLookedUpAndARepeat() {
        Timed watched = new Timed(List.of(), Call.RECOGNISE);
        SequenceStage owner = stage(watched);
        owner.number(List.of(created, batch.get(0)), FIRST).block();
        Accepted retry = accepted(7, batch.get(0).envelope());
        Numbered numbered = owner.number(List.of(retry, accepted(8, group(ANN, "next"))), FIRST)
                .block();

        assertThat(numbered.repeats()).isEqualTo(1);
        assertThat(numbered.messages()).extracting(Message::seq).containsExactly(new Seq(3));
        assertThat(watched.lookUps).isEqualTo(1);
    }

    @Test
    void givenRecordThatWouldBeRejected_whenNumbered_thenLookedUpFirst() {
        Timed watched = new Timed(List.of(), Call.RECOGNISE);
        SequenceStage owner = stage(watched);
        owner.number(List.of(created), FIRST).block();
        Numbered numbered = owner.number(List.of(accepted(1, group(CAT, "no member"))), FIRST)
                .block();

        assertThat(numbered.rejections()).hasSize(1);
        assertThat(watched.lookUps).isEqualTo(1);
    }

    @Test
    void givenBatchDeliveredAgainUnderAnotherToken_whenNumbered_thenLookedUpAndPublishedAgainAsStored() {
        Timed watched = new Timed(List.of(), Call.RECOGNISE);
        SequenceStage owner = stage(watched);
        owner.number(List.of(created, batch.get(0)), FIRST).block();
        Numbered again =
                owner.number(List.of(created, batch.get(0)), partition -> 2).block();

        assertThat(again.fresh()).isEmpty();
        assertThat(again.messages()).extracting(Message::seq).containsExactly(new Seq(1), new Seq(2));
        assertThat(watched.lookUps).isEqualTo(1);
    }

    private SequenceStage stage(Timeline seen) {
        Retry doubt = Retry.max(3).filter(InDoubt.class::isInstance);
        return new SequenceStage(1, new SequenceStage.SequenceStores(seen, members, heads), doubt, 100);
    }

    /** What a zombie's bulk insert has done so far. */
    private void insert(List<Accepted> some) {
        long seq = timeline.tails(List.of(created.envelope().conversation()))
                .block()
                .get(created.envelope().conversation())
                .head();
        List<Timeline.Stored> stored = new ArrayList<>();
        for (Accepted one : some) {
            Message message =
                    new Message(one.envelope(), new Seq(++seq), one.origin().at());
            stored.add(new Timeline.Stored(message, one.origin()));
        }
        timeline.append(stored).block();
    }

    private static Accepted accepted(long offset, Envelope envelope) {
        return new Accepted(envelope, new Origin(0, offset, 1_000 + offset));
    }

    private enum Call {
        TAILS,
        RECOGNISE
    }

    /** The timeline as the owner sees it: a zombie's insert comes just before its first call of a kind. */
    private final class Timed implements Timeline {

        private final Call before;
        private List<Accepted> coming;
        private int lookUps;

        Timed(List<Accepted> coming, Call before) {
            this.coming = coming;
            this.before = before;
        }

        @Override
        public Mono<Map<MessageId, Known>> recognise(Collection<MessageId> ids) {
            return Mono.defer(() -> {
                lookUps++;
                zombie(Call.RECOGNISE);
                return timeline.recognise(ids);
            });
        }

        @Override
        public Mono<Map<Conversation, Tail>> tails(Collection<Conversation> conversations) {
            return Mono.defer(() -> {
                zombie(Call.TAILS);
                return timeline.tails(conversations);
            });
        }

        @Override
        public Mono<Void> append(List<Stored> messages) {
            return timeline.append(messages);
        }

        @Override
        public Mono<Map<MessageId, Message>> messages(Collection<MessageId> ids) {
            return timeline.messages(ids);
        }

        @Override
        public Mono<List<Stored>> after(Conversation conversation, long after, int limit) {
            return timeline.after(conversation, after, limit);
        }

        private void zombie(Call now) {
            if (now == before) {
                insert(coming);
                coming = List.of();
            }
        }
    }
}
