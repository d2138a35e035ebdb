package io.fluxim.pipeline.fanout;

import static io.fluxim.pipeline.Sample.ANN;
import static io.fluxim.pipeline.Sample.BOB;
import static io.fluxim.pipeline.Sample.TEAM;
import static io.fluxim.pipeline.Sample.direct;
import static io.fluxim.pipeline.Sample.group;
import static io.fluxim.pipeline.Sample.message;
import static io.fluxim.pipeline.Sample.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.members.Roster;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
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
    void givenTheLargestMessagesThereMayBe_whenPlanned_thenRecordsStayBelowTheLimitOfKafka() {
        Extras extras = new Extras(
                1,
                "d".repeat(64),
                Map.of(),
                IntStream.range(0, 500).mapToObj(i -> "u".repeat(60) + i).toList(),
                "e".repeat(8192),
                new Extras.OfflinePush("t".repeat(8192), "d".repeat(8192), "e".repeat(8192), "s".repeat(8192), true));
        List<UserId> users = IntStream.range(1000, 3000)
                .mapToObj(i -> new UserId("\u00e9".repeat(30) + i))
                .toList();
        List<Message> messages = IntStream.rangeClosed(1, 100)
                .mapToObj(seq -> message(
                        new Envelope(
                                MessageId.of(ANN, TEAM, "m" + seq),
                                "m" + seq,
                                ANN,
                                TEAM,
                                new Content(MessageType.TEXT, "\"" + "x".repeat(Content.MAX_BODY_BYTES - 2) + "\""),
                                extras,
                                MembershipChange.NONE),
                        seq))
                .toList();
        FanoutPlan plan = FanoutPlan.of(messages, List.of(), Map.of(TEAM, roster(users)), LIMITS);

        int entries = 0;
        while (plan.hasNext()) {
            List<Outgoing<Fanout>> part = plan.next();
            part.forEach(record ->
                    assertThat(Codecs.FANOUT.encode(record.value()).length).isLessThan(LIMITS.maxRecordBytes()));
            entries += entries(part);
        }
        assertThat(entries).isEqualTo(100 * users.size());
    }

    @Test
    void givenManyMessagesToALargeGroup_whenPlanned_thenAPartIsMadeWhenItIsAskedFor() {
        List<UserId> users =
                IntStream.range(0, 100_000).mapToObj(i -> new UserId("u" + i)).toList();
        List<Message> messages = IntStream.rangeClosed(1, 500)
                .mapToObj(seq -> message(group(users.get(0), "m" + seq), seq))
                .toList();
        FanoutPlan plan = FanoutPlan.of(messages, List.of(), Map.of(TEAM, roster(users)), LIMITS); // 50 million entries

        for (int part = 0; part < 60; part++) {
            assertThat(entries(plan.next())).isEqualTo(2000);
        }
    }

    @Test
    void givenMoreRejectionsThanAPartHolds_whenPlanned_thenNoneIsMissed() {
        List<Rejection> rejections = IntStream.range(0, 25)
                .mapToObj(i -> new Rejection(ANN, MessageId.of(ANN, TEAM, "m" + i), "m" + i, ErrorCode.NOT_A_MEMBER))
                .toList();
        List<List<Outgoing<Fanout>>> parts =
                parts(FanoutPlan.of(List.of(), rejections, Map.of(), new FanoutPlan.Limits(4, 10, 512 * 1024)));

        assertThat(parts).hasSize(3);
        assertThat(parts.stream().flatMap(List::stream).flatMap(record -> record.value().rejections().stream()))
                .containsExactlyElementsOf(rejections);
    }

    @Test
    void givenRejection_whenPlanned_thenItGoesToThePartitionOfItsSender() {
        Message message = message(group(ANN, "1"), 1);
        Rejection rejection = new Rejection(ANN, message.id(), "1", ErrorCode.NOT_A_MEMBER);
        List<List<Outgoing<Fanout>>> parts = parts(FanoutPlan.of(List.of(), List.of(rejection), Map.of(), LIMITS));

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
        return parts(FanoutPlan.of(messages, List.of(), rosters, limits));
    }

    private static List<List<Outgoing<Fanout>>> parts(FanoutPlan plan) {
        List<List<Outgoing<Fanout>>> parts = new ArrayList<>();
        plan.forEachRemaining(parts::add);
        return parts;
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
