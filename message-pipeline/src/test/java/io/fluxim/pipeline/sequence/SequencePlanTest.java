package io.fluxim.pipeline.sequence;

import static io.fluxim.pipeline.Sample.ANN;
import static io.fluxim.pipeline.Sample.BOB;
import static io.fluxim.pipeline.Sample.CAT;
import static io.fluxim.pipeline.Sample.TEAM;
import static io.fluxim.pipeline.Sample.change;
import static io.fluxim.pipeline.Sample.direct;
import static io.fluxim.pipeline.Sample.group;
import static io.fluxim.pipeline.Sample.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.members.Roster;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.pipeline.intake.Intake.Accepted;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.topic.Rejection;
import io.fluxim.testkit.Newer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequencePlanTest {

    private final Conversation chat = Conversation.direct(ANN, BOB);
    private final Map<Conversation, Timeline.Tail> tails = new HashMap<>(Map.of(
            chat, new Timeline.Tail(4, Optional.of(origin(10))),
            TEAM, new Timeline.Tail(0, Optional.empty())));
    private final Map<MessageId, Timeline.Known> known = new HashMap<>();
    private final Map<Conversation.Group, Roster> rosters = new HashMap<>(Map.of(TEAM, Roster.of(TEAM, List.of())));

    @Test
    void givenUnknownMessages_whenDecided_thenSeqsFollowTheHead() {
        Numbered numbered = decide(11, direct(ANN, BOB, "1"), direct(BOB, ANN, "2"));

        assertThat(seqs(numbered)).containsExactly(5L, 6L);
        assertThat(numbered.fresh()).hasSize(2);
        assertThat(numbered.tails().get(chat)).isEqualTo(new Timeline.Tail(6, Optional.of(origin(12))));
    }

    @Test
    void givenMessageKnownAtItsOwnOffset_whenDecided_thenPublishedAgainAsStored() {
        Envelope envelope = direct(ANN, BOB, "1");
        known.put(envelope.id(), known(4, 10, envelope));
        Numbered numbered = decide(10, envelope);

        assertThat(seqs(numbered)).containsExactly(4L);
        assertThat(numbered.fresh()).isEmpty();
    }

    @Test
    void givenRetryWithTheSameContent_whenDecided_thenNothingIsDone() {
        Envelope envelope = direct(ANN, BOB, "1");
        known.put(envelope.id(), known(4, 10, envelope));
        Numbered numbered = decide(20, envelope);

        assertThat(numbered.messages()).isEmpty();
        assertThat(numbered.rejections()).isEmpty();
        assertThat(numbered.repeats()).isEqualTo(1);
    }

    @Test
    void givenSameIdWithAnotherBody_whenDecided_thenTheFirstStandsAndTheSecondIsRejected() {
        Numbered numbered = decide(11, text(ANN, chat, "1", "first"), text(ANN, chat, "1", "second"));

        assertThat(seqs(numbered)).containsExactly(5L);
        assertThat(numbered.rejections()).extracting(Rejection::code).containsExactly("conflict");
    }

    @Test
    void givenMemberWhoLeft_whenHeSendsLater_thenRejectedAtHisPlace() {
        Numbered numbered = decide(
                1,
                change("c1", MembershipChange.joining(List.of(ANN, BOB))),
                group(BOB, "in"),
                change("c2", MembershipChange.leaving(List.of(BOB))),
                group(BOB, "out"),
                group(ANN, "still"));

        assertThat(seqs(numbered)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(numbered.rejections()).extracting(Rejection::clientMsgId).containsExactly("out");
        assertThat(numbered.changes())
                .containsExactly(
                        new Members.Change(TEAM, 1, List.of(ANN, BOB), List.of()),
                        new Members.Change(TEAM, 3, List.of(), List.of(BOB)));
        assertThat(numbered.rosters().get(TEAM).at(3)).containsExactlyInAnyOrder(ANN, BOB);
        assertThat(numbered.rosters().get(TEAM).at(4)).containsExactly(ANN);
    }

    @Test
    void givenRejectedRecordAgain_whenLaterOnesHaveNumbers_thenItStaysRejected() {
        Envelope early = group(CAT, "too early");
        Envelope joins = change("c1", MembershipChange.joining(List.of(CAT)));
        tails.put(TEAM, new Timeline.Tail(1, Optional.of(origin(6))));
        known.put(joins.id(), known(1, 6, joins));
        rosters.put(TEAM, Roster.of(TEAM, List.of(new Members.Interval(CAT, 1, Members.OPEN))));
        Numbered numbered = decide(5, early, joins);

        assertThat(seqs(numbered)).containsExactly(1L);
        assertThat(numbered.rejections()).extracting(Rejection::clientMsgId).containsExactly("too early");
    }

    @Test
    void givenRosterReadAheadOfTheTail_whenMemberHasLeftSince_thenDecidedAtHisSeq() {
        tails.put(TEAM, new Timeline.Tail(1, Optional.of(origin(4))));
        rosters.put(TEAM, Roster.of(TEAM, List.of(new Members.Interval(BOB, 1, 3))));
        Numbered numbered = decide(5, group(BOB, "before bob left"));

        assertThat(seqs(numbered)).containsExactly(2L);
        assertThat(numbered.rejections()).isEmpty();
    }

    @Test
    void givenLowerOffsetOfANewerTopic_whenDecided_thenNumbered() {
        Envelope envelope = direct(ANN, BOB, "after Kafka was emptied");
        Numbered numbered =
                SequencePlan.of(List.of(new Accepted(envelope, new Origin(0, 0, 99_999))), tails, known, rosters);

        assertThat(seqs(numbered)).containsExactly(5L);
    }

    @Test
    void givenARejectedRecord_whenANewLeadersClockWasBehind_thenItStaysRejected() {
        tails.put(
                TEAM,
                new Timeline.Tail(7, Optional.of(new Origin(0, 20, 5_000)))); // numbered by the new leader's clock
        rosters.put(TEAM, Roster.of(TEAM, List.of(new Members.Interval(BOB, 1, Members.OPEN))));
        Envelope rejected = group(BOB, "passed over");
        Numbered numbered =
                SequencePlan.of(List.of(new Accepted(rejected, new Origin(0, 10, 8_000))), tails, known, rosters);

        assertThat(seqs(numbered)).isEmpty();
        assertThat(numbered.rejections()).hasSize(1);
    }

    @Test
    void givenAMessageThatANewerReleaseHasStored_whenItsRecordComesAgain_thenPublishedWithAllThatWasStored() {
        Envelope envelope = direct(ANN, BOB, "1");
        known.put(
                envelope.id(),
                new Timeline.Known(new Seq(4), origin(3), envelope.content().hash(), Newer.fields()));
        Numbered numbered = decide(3, envelope);

        assertThat(numbered.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.unknown()).isEqualTo(Newer.fields()));
    }

    private Numbered decide(long firstOffset, Envelope... envelopes) {
        List<Accepted> batch = new ArrayList<>();
        for (int i = 0; i < envelopes.length; i++) {
            batch.add(new Accepted(envelopes[i], origin(firstOffset + i)));
        }
        return SequencePlan.of(batch, tails, known, rosters);
    }

    private static Timeline.Known known(long seq, long offset, Envelope envelope) {
        return new Timeline.Known(
                new Seq(seq), origin(offset), envelope.content().hash());
    }

    /** Append times rise with the offsets. */
    private static Origin origin(long offset) {
        return new Origin(0, offset, 1_000 + offset);
    }

    private static List<Long> seqs(Numbered numbered) {
        return numbered.messages().stream().map(Message::seq).map(Seq::value).toList();
    }
}
