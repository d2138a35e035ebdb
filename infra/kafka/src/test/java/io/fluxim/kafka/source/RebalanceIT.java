package io.fluxim.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.kafka.Broker;
import io.fluxim.kafka.KafkaMeters;
import io.fluxim.kafka.Texts;
import io.fluxim.kafka.sink.KafkaRecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.testkit.TestStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Partitions that change hands, brokers that go and come, consumers that stop. */
class RebalanceIT {

    private static final String[] TEN = {"source.lanes", "1", "source.max-records", "10"};

    private final KafkaRecordSink sink = Broker.sink();
    private final String group = TestStores.kafka().freshName("group");

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void givenAnotherConsumerJoins_whenPartitionsMove_thenEveryRecordIsDoneOnceAndInOrder() {
        Topic<String> topic = Texts.topic("rebalance", 4);
        try (Group first = Group.reading(group, topic)) {
            for (int partition = 0; partition < 4; partition++) {
                Broker.append(sink, topic, partition, 0, 500);
            }
            first.awaitPartitions(4);
            try (Group second = Group.reading(group, topic)) {
                Set<Integer> moved = second.awaitPartitions(2);
                for (int partition = 0; partition < 4; partition++) {
                    Broker.append(sink, topic, partition, 500, 1_000);
                }
                for (int partition = 0; partition < 4; partition++) {
                    awaitCommit(topic, partition, 1_000);
                    List<String> both = new ArrayList<>(first.seen(partition));
                    both.addAll(second.seen(partition));
                    assertThat(both).as("partition %s", partition).containsExactlyElementsOf(texts(0, 1_000));
                }
                assertThat(moved)
                        .allSatisfy(
                                partition -> assertThat(second.seen(partition)).isNotEmpty());
            }
        }
    }

    @Test
    void givenABatchInHand_whenAPartitionOfItMoves_thenItIsCommittedBeforeTheNextOwnerStarts() {
        Topic<String> topic = filled("inhand");
        Held held = new Held(1);
        try (Group first = new Group(group, topic, held, "source.lanes", "1")) {
            held.await();
            assertMovesWithoutRepeat(topic, first, held);
        }
    }

    @Test
    void givenTwoBatchesInHand_whenAPartitionOfThemMoves_thenBothAreCommittedBeforeTheNextOwnerStarts() {
        Topic<String> topic = filled("twoinhand");
        Held held = new Held(1);
        try (Group first = Group.beside(group, topic, held, TEN)) {
            held.await();
            awaitHandedOut(first, 2);
            assertMovesWithoutRepeat(topic, first, held);
        }
    }

    /** Two partitions of 30 records. */
    private Topic<String> filled(String name) {
        Topic<String> topic = Texts.topic(name, 2);
        Broker.append(sink, topic, 0, 0, 30);
        Broker.append(sink, topic, 1, 0, 30);
        return topic;
    }

    /** Another one joins while the first has something in hand, which it may finish then. */
    private void assertMovesWithoutRepeat(Topic<String> topic, Group first, Held held) {
        try (Group second = Group.reading(group, topic)) {
            awaitMembers(2);
            held.release();
            int moved = second.awaitPartitions(1).iterator().next();
            Broker.append(sink, topic, moved, 30, 31);
            second.await("done 30");
            List<String> both = new ArrayList<>(first.seen(moved));
            both.addAll(second.seen(moved));
            assertThat(both).containsExactlyElementsOf(texts(0, 31));
        }
    }

    private static void awaitHandedOut(Group group, int batches) {
        Mono.fromSupplier(() ->
                        group.meters().find(KafkaMeters.BATCH.meter()).summary().count())
                .filter(count -> count >= batches)
                .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(20)))
                .block(Group.PATIENCE);
    }

    /** What was proved to the assignment that was lost must not count: see Proofs. */
    @Test
    void givenPartitionLostAndRegainedWithinOneBatch_whenItIsDone_thenItsMarkIsIgnoredAndTheTokenIsAnother() {
        Topic<String> topic = Texts.topic("regained", 2);
        Broker.append(sink, topic, 0, 0, 30);
        Broker.append(sink, topic, 1, 0, 30);
        Held held = new Held(1);
        try (Group first = new Group(group, topic, held, "source.lanes", "1", "source.revoke-grace", "0ms")) {
            held.await();
            int moved;
            try (Group second = Group.reading(group, topic)) {
                moved = second.awaitPartitions(1).iterator().next();
                Broker.append(sink, topic, moved, 30, 60);
                second.await("committed 59");
            }
            assertThat(Broker.committed(group, topic, moved)).isEqualTo(60);
            first.awaitPartitions(2);
            held.release();
            Broker.append(sink, topic, moved, 60, 61);
            first.await("done 60");
            awaitCommit(topic, moved, 61);
            assertThat(first.seen(moved)).endsWith("60").doesNotContain("59");
            assertThat(held.tokens(moved)).hasSize(2);
            assertThat(held.tokens(1 - moved))
                    .as("the other was ours all the time")
                    .hasSize(1);
        }
    }

    @Test
    void givenStoreAwayForLongerThanAPollMayTake_whenItIsBack_thenTheLaneIsAMemberStill() {
        Topic<String> topic = Texts.topic("longaway", 1);
        Broker.append(sink, topic, 0, 0, 30);
        Held held = new Held(1);
        try (Group only = new Group(
                group,
                topic,
                batch -> held.apply(batch).delaySubscription(Duration.ofSeconds(12)),
                "source.lanes",
                "1",
                "source.session-timeout",
                "6s",
                "client.max.poll.interval.ms",
                "6000")) {
            held.release();
            only.await("done 29");
            awaitCommit(topic, 0, 30);
            assertThat(only.seen(0)).containsExactlyElementsOf(texts(0, 30));
            assertThat(held.tokens(0)).hasSize(1);
        }
    }

    @Test
    void givenConsumerCancelled_whenAnotherJoins_thenItHasThePartitionAtOnceAndRepeatsWhatWasNotDone() {
        Topic<String> topic = Texts.topic("cancel", 1);
        Broker.append(sink, topic, 0, 0, 30);
        Held held = new Held(3);
        try (Group first = new Group(group, topic, held, TEN)) {
            held.await();
            assertThat(first.seen(0)).hasSize(20);
        }
        long left = System.nanoTime();
        try (Group second = Group.reading(group, topic)) {
            second.await("done 29");
            assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(Duration.ofSeconds(3));
            assertThat(second.seen(0)).containsExactlyElementsOf(texts(20, 30));
        }
    }

    @Test
    void givenABatchInHand_whenDrained_thenFinishedCommittedAndTheGroupLeft() {
        Topic<String> topic = Texts.topic("drain", 1);
        Broker.append(sink, topic, 0, 0, 30);
        Held held = new Held(2);
        try (Group first = new Group(group, topic, held, TEN)) {
            held.await();
            StepVerifier drained =
                    StepVerifier.create(first.source().drain()).expectComplete().verifyLater();
            assertThat(Broker.members(group)).isEqualTo(1);
            held.release();
            first.await("ended");
            drained.verify(Group.PATIENCE);
            assertThat(Broker.members(group)).isZero();
            assertThat(Broker.committed(group, topic, 0)).isEqualTo(20);
            assertThat(first.seen(0)).containsExactlyElementsOf(texts(0, 20));
        }
        long left = System.nanoTime();
        try (Group second = Group.reading(group, topic)) {
            second.await("done 29");
            assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(Duration.ofSeconds(3));
            assertThat(second.seen(0)).containsExactlyElementsOf(texts(20, 30));
        }
    }

    @Test
    void givenTwoLanesAndOneStandsStill_whenTheOtherFlows_thenItIsNotHeldUpAndMemoryIsBounded() {
        Topic<String> topic = Texts.topic("slow", 2);
        Sinks.Empty<Void> release = Sinks.empty();
        try (Group consumer = new Group(
                group,
                topic,
                batch -> batch.shares().get(0).partition() == 0 ? release.asMono() : Mono.empty(),
                "source.lanes",
                "2",
                "source.max-records",
                "50")) {
            consumer.awaitPartitions(2);
            awaitMembers(2);
            Broker.append(sink, topic, 0, 0, 5_000);
            Broker.append(sink, topic, 1, 10_000, 15_000);
            consumer.await("committed 14999");
            assertThat(consumer.seen(0)).isEmpty();
            assertThat(consumer.meters()
                            .get("im.kafka.held")
                            .tag("partition", "0")
                            .gauge()
                            .value())
                    .isBetween(1.0, 50.0);
            release.tryEmitEmpty();
            consumer.await("done 4999");
            assertThat(consumer.seen(0)).containsExactlyElementsOf(texts(0, 5_000));
        }
    }

    @Test
    void givenBrokerWasAway_whenBack_thenGoesOnWithoutLossOrSwap() {
        Topic<String> topic = Texts.topic("away", 2);
        try (Group consumer = Group.reading(group, topic)) {
            Broker.append(sink, topic, 0, 0, 100);
            consumer.await("done 99");
            TestStores.kafka().kill();
            TestStores.kafka().start();
            Broker.append(sink, topic, 0, 100, 200);
            consumer.await("done 199");
            assertThat(consumer.seen(0).stream().distinct()).containsExactlyElementsOf(texts(0, 200));
            awaitCommit(topic, 0, 200);
        }
    }

    /** Work that does not end in its n-th batch until it is released. */
    private static final class Held implements Function<Batch<String>, Mono<Void>> {

        private final int which;
        private final AtomicInteger batches = new AtomicInteger();
        private final CountDownLatch inHand = new CountDownLatch(1);
        private final Sinks.Empty<Void> release = Sinks.empty();
        private final Map<Integer, Set<Long>> tokens = new ConcurrentHashMap<>();

        Held(int which) {
            this.which = which;
        }

        @Override
        public Mono<Void> apply(Batch<String> batch) {
            batch.shares().forEach(share -> tokens(share.partition()).add(share.token()));
            return batches.incrementAndGet() == which
                    ? release.asMono().doOnSubscribe(s -> inHand.countDown())
                    : Mono.empty();
        }

        Set<Long> tokens(int partition) {
            return tokens.computeIfAbsent(partition, absent -> ConcurrentHashMap.newKeySet());
        }

        void await() {
            try {
                assertThat(inHand.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void release() {
            release.tryEmitEmpty();
        }
    }

    private void awaitMembers(int count) {
        Mono.fromSupplier(() -> Broker.members(group))
                .filter(members -> members == count)
                .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(50)))
                .block(Group.PATIENCE);
    }

    /** Commits are sent a moment after they are made. */
    private void awaitCommit(Topic<String> topic, int partition, long offset) {
        Mono.fromSupplier(() -> Broker.committed(group, topic, partition))
                .filter(committed -> committed == offset)
                .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(50)))
                .block(Group.PATIENCE);
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
