package io.fluxim.pipeline.fanout;

import static io.fluxim.pipeline.Sample.ANN;
import static io.fluxim.pipeline.Sample.BOB;
import static io.fluxim.pipeline.Sample.TEAM;
import static io.fluxim.pipeline.Sample.direct;
import static io.fluxim.pipeline.Sample.group;
import static io.fluxim.pipeline.Sample.message;
import static io.fluxim.pipeline.Sample.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.Members;
import io.fluxim.inbox.Roster;
import io.fluxim.kafka.Outgoing;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Codecs;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.protocol.topic.Rejection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FanoutPlanTest {

    private static final FanoutPlan.Limits LIMITS = new FanoutPlan.Limits(4, 2000, 512 * 1024);

    @Test
    void givenDirectMessage_whenPlanned_thenBothReceiveItInTheirPartitions() {
        List<List<Outgoing<Fanout>>> parts = plan(List.of(message(direct(ANN, BOB, "1"), 1)), Map.of(), LIMITS);

        assertThat(parts).hasSize(1);
        assertThat(receivers(parts)).containsExactlyInAnyOrder(ANN, BOB);
        eachInItsPartition(parts);
    }

    @Test
    void givenMoreReceiversThanAPartHolds_whenPlanned_thenPartsAreBoundedAndNobodyIsMissed() {
        List<UserId> users =
                IntStream.range(0, 25).mapToObj(i -> new UserId("u" + i)).toList();
        List<Message> messages = List.of(message(group(users.get(0), "1"), 1), message(group(users.get(0), "2"), 2));
        List<List<Outgoing<Fanout>>> parts =
                plan(messages, Map.of(TEAM, roster(users)), new FanoutPlan.Limits(4, 10, 512 * 1024));

        assertThat(parts)
                .hasSize(5)
                .allSatisfy(part -> assertThat(entries(part)).isLessThanOrEqualTo(10));
        assertThat(receivers(parts)).hasSize(50).containsAll(users);
        eachInItsPartition(parts);
        seqsAscendForEverybody(parts);
    }

    @Test
    void givenLargeBodies_whenPlanned_thenRecordsStayBelowTheLimitOfKafka() {
        String body = "x".repeat(60_000);
        List<Message> messages = IntStream.rangeClosed(1, 100)
                .mapToObj(seq -> message(text(ANN, Conversation.direct(ANN, BOB), "m" + seq, body), seq))
                .toList();
        List<List<Outgoing<Fanout>>> parts = plan(messages, Map.of(), LIMITS);

        assertThat(parts).hasSizeGreaterThan(10);
        parts.forEach(part -> part.forEach(record ->
                assertThat(Codecs.FANOUT.encode(record.value()).length).isLessThan(512 * 1024)));
        assertThat(receivers(parts)).hasSize(200);
        seqsAscendForEverybody(parts);
    }

    @Test
    void givenRejection_whenPlanned_thenItGoesToThePartitionOfItsSender() {
        Message message = message(group(ANN, "1"), 1);
        Rejection rejection = new Rejection(ANN, message.id(), "1", ErrorCode.NOT_A_MEMBER);
        List<List<Outgoing<Fanout>>> parts = FanoutPlan.of(List.of(), List.of(rejection), Map.of(), LIMITS);

        assertThat(parts)
                .singleElement()
                .satisfies(part -> assertThat(part).singleElement().satisfies(record -> {
                    assertThat(record.partition()).isEqualTo(Partitions.of("ann", 4));
                    assertThat(record.value().rejections()).containsExactly(rejection);
                }));
    }

    @Test
    void givenNothing_whenPlanned_thenNoPart() {
        assertThat(plan(List.of(), Map.of(), LIMITS)).isEmpty();
    }

    private static List<List<Outgoing<Fanout>>> plan(
            List<Message> messages, Map<Conversation.Group, Roster> rosters, FanoutPlan.Limits limits) {
        return FanoutPlan.of(messages, List.of(), rosters, limits);
    }

    private static Roster roster(List<UserId> users) {
        return Roster.of(
                TEAM,
                users.stream()
                        .map(user -> new Members.Interval(user, 1, Members.OPEN))
                        .toList());
    }

    private static int entries(List<Outgoing<Fanout>> part) {
        return part.stream().mapToInt(record -> record.value().entries()).sum();
    }

    private static List<UserId> receivers(List<List<Outgoing<Fanout>>> parts) {
        List<UserId> all = new ArrayList<>();
        parts.forEach(part -> part.forEach(
                record -> record.value().deliveries().forEach(delivery -> all.addAll(delivery.receivers()))));
        return all;
    }

    private static void eachInItsPartition(List<List<Outgoing<Fanout>>> parts) {
        for (List<Outgoing<Fanout>> part : parts) {
            Set<Integer> once = new HashSet<>();
            for (Outgoing<Fanout> record : part) {
                assertThat(once.add(record.partition()))
                        .as("one record per partition and part")
                        .isTrue();
                record.value()
                        .deliveries()
                        .forEach(delivery -> assertThat(delivery.receivers())
                                .allMatch(user -> Partitions.of(user.value(), 4) == record.partition()));
            }
        }
    }

    private static void seqsAscendForEverybody(List<List<Outgoing<Fanout>>> parts) {
        Map<UserId, Long> last = new java.util.HashMap<>();
        parts.forEach(part -> part.forEach(record -> record.value().deliveries().forEach(delivery -> {
            long seq = delivery.message().seq().value();
            delivery.receivers().forEach(user -> {
                Long before = last.put(user, seq);
                assertThat(before == null || before == seq - 1).isTrue();
            });
        })));
    }
}
