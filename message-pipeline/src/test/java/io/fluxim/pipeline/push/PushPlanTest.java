package io.fluxim.pipeline.push;

import static io.fluxim.pipeline.Sample.ANN;
import static io.fluxim.pipeline.Sample.BOB;
import static io.fluxim.pipeline.Sample.CAT;
import static io.fluxim.pipeline.Sample.direct;
import static io.fluxim.pipeline.Sample.message;
import static io.fluxim.pipeline.Sample.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Codecs;
import io.fluxim.protocol.topic.Push;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PushPlanTest {

    private static final NodeId NORTH = new NodeId("north");
    private static final NodeId SOUTH = new NodeId("south");

    @Test
    void givenReceiversOnOneNode_whenPlanned_thenMessageStandsOnce() {
        Message message = message(direct(ANN, BOB, "1"), 1);
        List<Push> pushes = PushPlan.of(
                List.of(push(ANN, 7, message), push(BOB, 3, message)),
                List.of(),
                List.of(),
                Map.of(ANN, Set.of(NORTH), BOB, Set.of(NORTH)));

        assertThat(pushes).singleElement().satisfies(push -> {
            assertThat(push.node()).isEqualTo(NORTH);
            assertThat(push.messages())
                    .singleElement()
                    .satisfies(pushed -> assertThat(pushed.receivers())
                            .containsExactly(
                                    new Push.Receiver(ANN, new Position(7)), new Push.Receiver(BOB, new Position(3))));
        });
    }

    @Test
    void givenUserOnTwoNodesAndOneOffline_whenPlanned_thenBothNodesAreToldAndNobodyElse() {
        Message message = message(direct(ANN, BOB, "1"), 1);
        List<Push> pushes = PushPlan.of(
                List.of(push(ANN, 1, message), push(BOB, 1, message)),
                List.of(new Push.UserHead(CAT, 9)),
                List.of(),
                Map.of(ANN, Set.of(NORTH, SOUTH)));

        assertThat(pushes).extracting(Push::node).containsExactlyInAnyOrder(NORTH, SOUTH);
        assertThat(pushes).allSatisfy(push -> assertThat(push.heads()).isEmpty());
    }

    @Test
    void givenLargeMessages_whenPlanned_thenPushesAreSplitInOrder() {
        List<PushPlan.PushEntry> entries = new ArrayList<>();
        for (int seq = 1; seq <= 40; seq++) {
            Message message = message(text(ANN, Conversation.direct(ANN, BOB), "m" + seq, "x".repeat(60_000)), seq);
            entries.add(push(BOB, seq, message));
        }
        List<Push> pushes = PushPlan.of(entries, List.of(), List.of(), Map.of(BOB, Set.of(NORTH)));

        assertThat(pushes).hasSizeGreaterThan(4);
        assertThat(pushes)
                .allSatisfy(push -> assertThat(Codecs.PUSH.encode(push).length).isLessThan(600 * 1024));
        List<Long> positions = new ArrayList<>();
        pushes.forEach(push -> push.messages()
                .forEach(pushed ->
                        positions.add(pushed.receivers().get(0).position().value())));
        assertThat(positions).hasSize(40).isSorted();
    }

    /** A batch spans inbox partitions, and one of them may be further: what is new to one receiver comes before it to another. */
    @Test
    void givenReceiverWhoIsBehindTheOther_whenPlanned_thenEachHasHisPositionsInOrder() {
        List<Message> messages = new ArrayList<>();
        for (int seq = 1; seq <= 3; seq++) {
            messages.add(message(direct(ANN, BOB, "m" + seq), seq));
        }
        List<Push> pushes = PushPlan.of(
                List.of(
                        push(ANN, 9, messages.get(2)),
                        push(BOB, 1, messages.get(0)),
                        push(BOB, 2, messages.get(1)),
                        push(BOB, 3, messages.get(2)),
                        push(CAT, 5, messages.get(1)),
                        push(CAT, 6, messages.get(2))),
                List.of(),
                List.of(),
                Map.of(ANN, Set.of(NORTH), BOB, Set.of(NORTH), CAT, Set.of(NORTH)));

        assertThat(pushes).hasSize(1);
        assertThat(positions(pushes, ANN)).containsExactly(9L);
        assertThat(positions(pushes, BOB)).containsExactly(1L, 2L, 3L);
        assertThat(positions(pushes, CAT)).containsExactly(5L, 6L);
        assertThat(pushes.get(0).messages())
                .as("only what must stand twice does")
                .hasSize(4);
    }

    /** As a node hands them to a session: push after push, message after message. */
    private static List<Long> positions(List<Push> pushes, UserId user) {
        return pushes.stream()
                .flatMap(push -> push.messages().stream())
                .flatMap(pushed -> pushed.receivers().stream())
                .filter(receiver -> receiver.user().equals(user))
                .map(receiver -> receiver.position().value())
                .toList();
    }

    private static PushPlan.PushEntry push(UserId user, long position, Message message) {
        return new PushPlan.PushEntry(user, new Position(position), message);
    }
}
