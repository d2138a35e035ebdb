package io.fluxim.pipeline;

import static io.fluxim.pipeline.Sample.ANN;
import static io.fluxim.pipeline.Sample.BOB;
import static io.fluxim.pipeline.Sample.CAT;
import static io.fluxim.pipeline.Sample.TEAM;
import static io.fluxim.pipeline.Sample.direct;
import static io.fluxim.pipeline.Sample.group;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.topic.DeadLetter;
import io.fluxim.protocol.topic.Push;
import io.fluxim.testkit.Messages;
import io.fluxim.testkit.Newer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowTest {

    private final Simulation simulation = new Simulation(10);

    @Test
    void givenDeadRecordAmongGoodOnes_whenRun_thenItIsSetAsideAndTheOthersGoOn() {
        Envelope good = direct(ANN, BOB, "1");
        simulation.accept(good);
        simulation.accept(new Envelope(
                MessageId.of(ANN, good.conversation(), "another"),
                "2",
                ANN,
                good.conversation(),
                new Content(MessageType.TEXT, "2"),
                Extras.NONE,
                MembershipChange.NONE));
        simulation.accept(direct(ANN, BOB, "3"));
        run();

        assertThat(simulation.log.all(Topic.DEAD_LETTER, 1)).singleElement().satisfies(this::isTheSecond);
        assertThat(simulation.inbox.after(BOB, 0, 10).block()).hasSize(2);
        assertThat(count("im.pipeline.records", "dead")).isEqualTo(1);
        assertThat(count("im.pipeline.records", "numbered")).isEqualTo(2);
    }

    @Test
    void givenConversationsOfOneUser_whenRun_thenTheUserAloneReceivesThem() {
        Conversation system = new Conversation.System(BOB, ANN);
        Conversation personal = new Conversation.Personal(ANN);
        simulation.accept(Messages.envelope(BOB.value(), system, "1", "you owe"));
        simulation.accept(Messages.envelope(BOB.value(), personal, "1", "bob asks to be a friend"));
        simulation.accept(Messages.envelope(ANN.value(), system, "1", "an answer"));
        run();

        assertThat(simulation.inbox.after(ANN, 0, 10).block())
                .extracting(entry -> entry.reference().conversation())
                .containsExactlyInAnyOrder(system, personal);
        assertThat(simulation.inbox.after(BOB, 0, 10).block()).isEmpty();
        assertThat(simulation.log.all(Topic.DEAD_LETTER, 1)).hasSize(1);
    }

    @Test
    void givenARecordThatIsLargerThanItsRecordsHaveRoomFor_whenRun_thenSetAsideBeforeItIsNumbered() {
        Extras extras = new Extras(1, "", Map.of(), List.of(), "x".repeat(400_000), Extras.OfflinePush.NONE);
        Envelope good = direct(ANN, BOB, "1");
        simulation.accept(new Envelope(
                MessageId.of(ANN, good.conversation(), "large"),
                "large",
                ANN,
                good.conversation(),
                new Content(MessageType.TEXT, "2"),
                extras,
                MembershipChange.NONE));
        simulation.accept(good);
        run();

        assertThat(simulation.log.all(Topic.DEAD_LETTER, 1)).hasSize(1);
        assertThat(simulation.inbox.after(BOB, 0, 10).block()).hasSize(1);
    }

    @Test
    void givenAMessageOfANewerRelease_whenRun_thenAllOfItPassesThrough() {
        simulation.online(BOB);
        Envelope newer = Newer.envelope(direct(ANN, BOB, "1"));
        simulation.accept(newer);
        run();

        assertThat(simulation.log.all(Topic.DEAD_LETTER, 1)).isEmpty();
        Message stored = simulation
                .timeline
                .after(newer.conversation(), 0, 10)
                .block()
                .get(0)
                .message();
        Message sequenced = pushes().get(0).messages().get(0).message();
        assertThat(List.of(stored, sequenced))
                .allSatisfy(message -> assertThat(message.envelope().written()).isEqualTo(newer.written()));
        assertThat(simulation.inbox.after(ANN, 0, 10).block()).hasSize(1);
    }

    @Test
    void givenAnEffectOfANewerRelease_whenRun_thenNothingIsPassedOnAndTheLaneIsLoud() {
        Envelope newer = Newer.effect(group(ANN, "1"));
        simulation.accept(newer);

        assertThatThrownBy(() -> simulation.sequence(Crash.never()))
                .hasRootCauseMessage("the effect of event " + newer.id()
                        + " at offset 0 of partition " + Partitions.of(TEAM.key(), Simulation.PARTITIONS)
                        + " is of a newer release: upgrade this pipeline");
        assertThat(simulation.log.all(Topic.FANOUT, Simulation.PARTITIONS)).isEmpty();
        assertThat(simulation.timeline.after(TEAM, 0, 10).block()).isEmpty();
    }

    @Test
    void givenOnlineReceiver_whenRun_thenEntriesArePushedToHisNode() {
        simulation.online(BOB);
        simulation.accept(direct(ANN, BOB, "1"));
        run();

        assertThat(pushes()).singleElement().satisfies(push -> {
            assertThat(push.messages()).hasSize(1);
            assertThat(push.heads()).isEmpty();
        });
    }

    @Test
    void givenEntriesThatAreThereAlready_whenRedelivered_thenReceiverIsToldHisHead() {
        simulation.online(BOB);
        simulation.accept(direct(ANN, BOB, "1"));
        run();
        simulation.log.rewind(Topic.FANOUT);
        simulation.place(Crash.never());

        assertThat(pushes().get(1).messages()).isEmpty();
        assertThat(pushes().get(1).heads()).containsExactly(new Push.UserHead(BOB, 1));
        assertThat(count("im.pipeline.entries", "repeated")).isEqualTo(2);
        assertThat(count("im.pipeline.entries", "appended")).isEqualTo(2);
        assertThat(count("im.pipeline.entries", "late")).isZero();
    }

    @Test
    void givenEntryOlderThanRetention_whenRun_thenLeftOutAndCounted() {
        simulation.accept(direct(ANN, BOB, "1"));
        simulation.sequence(Crash.never());
        simulation.placeLater(java.time.Duration.ofDays(15));

        assertThat(simulation.inbox.after(BOB, 0, 10).block()).isEmpty();
        assertThat(count("im.pipeline.entries", "expired")).isEqualTo(2);
    }

    @Test
    void givenGoodRepeatedRejectedAndDeadRecords_whenTheyComeTwice_thenTheCountsBalance() {
        Counts counts = new Counts(simulation.registry);
        Envelope first = direct(ANN, BOB, "1");
        simulation.accept(first);
        simulation.accept(direct(ANN, BOB, "2"));
        simulation.accept(first);
        simulation.accept(Sample.text(ANN, first.conversation(), "1", "another body"));
        simulation.accept(Sample.envelope(BOB, first.conversation(), "3", "3", MembershipChange.joining(List.of(CAT))));
        run();
        assertThat(counts.records())
                .isEqualTo(Map.of("numbered", 2, "republished", 0, "repeated", 1, "rejected", 1, "dead", 1));
        assertThat(counts.entries()).isEqualTo(Map.of("appended", 4, "repeated", 0, "late", 0, "expired", 0));

        simulation.log.rewind(Topic.ACCEPTED);
        run();
        assertThat(counts.records())
                .isEqualTo(Map.of("numbered", 2, "republished", 2, "repeated", 2, "rejected", 2, "dead", 2));
        assertThat(counts.entries()).isEqualTo(Map.of("appended", 4, "repeated", 4, "late", 0, "expired", 0));
        assertThat(counts.deadLetters()).isEqualTo(2);
    }

    @Test
    void givenOneBatchInEachFlow_whenRun_thenEachStepThatItNeededIsTimedOnce() {
        simulation.online(BOB);
        simulation.accept(direct(ANN, BOB, "1"));
        simulation.sequence(Crash.never());
        for (String step : List.of("assign", "append", "publish")) {
            assertThat(steps("sequence", step)).as(step).isEqualTo(1);
        }
        assertThat(steps("sequence", "recognise"))
                .as("nothing stands before a tail")
                .isZero();
        assertThat(steps("inbox", "append")).isZero();
        simulation.place(Crash.never());
        for (String step : List.of("assign", "append", "routes", "publish")) {
            assertThat(steps("inbox", step)).as(step).isEqualTo(1);
        }
        assertThat(steps("inbox", "recognise")).as("nothing lies below a mark").isZero();
        assertThat(simulation
                        .registry
                        .get("im.pipeline.batch")
                        .tags("stage", "sequence", "outcome", "onError")
                        .timer()
                        .count())
                .isZero();
    }

    @Test
    void givenEmptyTopics_whenRun_thenCountersStandAtZero() {
        run();
        assertThat(simulation
                        .registry
                        .get("im.kafka.dead.letters")
                        .tag("topic", "im.accepted")
                        .counter()
                        .count())
                .isZero();
        for (String outcome : List.of("numbered", "republished", "repeated", "rejected", "dead")) {
            assertThat(count("im.pipeline.records", outcome)).isZero();
        }
        for (String outcome : List.of("appended", "repeated", "late", "expired")) {
            assertThat(count("im.pipeline.entries", outcome)).isZero();
        }
        for (String stage : List.of("sequence", "inbox")) {
            assertThat(simulation
                            .registry
                            .get("im.pipeline.doubts")
                            .tag("stage", stage)
                            .counter()
                            .count())
                    .isZero();
        }
    }

    private long steps(String stage, String step) {
        return simulation
                .registry
                .get("im.pipeline.step")
                .tags("stage", stage, "step", step)
                .timer()
                .count();
    }

    private void run() {
        simulation.sequence(Crash.never());
        simulation.place(Crash.never());
    }

    private void isTheSecond(DeadLetter letter) {
        Outgoing<Envelope> origin = new Outgoing<>(
                Topic.ACCEPTED,
                Partitions.of(direct(ANN, BOB, "1").conversation().key(), Simulation.PARTITIONS),
                "",
                direct(ANN, BOB, "1"));
        assertThat(letter.topic()).isEqualTo(Topic.ACCEPTED.name());
        assertThat(letter.partition()).isEqualTo(origin.partition());
        assertThat(letter.offset()).isEqualTo(1);
        assertThat(letter.cause()).contains("message id");
        assertThat(Topic.ACCEPTED.codec().decode(letter.value()).clientMsgId()).isEqualTo("2");
    }

    private List<Push> pushes() {
        return simulation.nodes.published();
    }

    private double count(String name, String outcome) {
        return simulation.registry.get(name).tag("outcome", outcome).counter().count();
    }
}
