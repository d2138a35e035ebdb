package io.fluxim.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.TestStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Partitions that change hands, brokers that go and come, consumers that stop. */
class RebalanceIT {

    private static final BatchLimits TEN = new BatchLimits(10, 1 << 20);

    private final KafkaRecordSink sink = Broker.sink();
    private final String group = TestStores.kafka().freshName("group");

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void givenAnotherConsumerJoins_whenPartitionsMove_thenTheirFluxCompletesAndEveryRecordIsDoneOnce() {
        Topic<String> topic = Texts.topic("rebalance", 4);
        try (Group first = Group.reading(group, topic)) {
            for (int partition = 0; partition < 4; partition++) {
                Broker.append(sink, topic, partition, 0, 500);
                first.await("assigned " + partition);
            }
            try (Group second = Group.reading(group, topic)) {
                int moved = awaitOneOf(second, first);
                for (int partition = 0; partition < 4; partition++) {
                    Broker.append(sink, topic, partition, 500, 1_000);
                }
                for (int partition = 0; partition < 4; partition++) {
                    awaitCommit(topic, partition, 1_000);
                    List<String> both = new ArrayList<>(first.seen(partition));
                    both.addAll(second.seen(partition));
                    assertThat(both).as("partition %s", partition).containsExactlyElementsOf(texts(0, 1_000));
                }
                assertThat(second.seen(moved)).isNotEmpty();
            }
        }
    }

    @Test
    void givenABatchInHand_whenItsPartitionMoves_thenItIsCommittedBeforeTheNextOwnerStarts() {
        Topic<String> topic = Texts.topic("inhand", 2);
        List<Sinks.Empty<Void>> finish = List.of(Sinks.empty(), Sinks.empty());
        Broker.append(sink, topic, 0, 0, 30);
        Broker.append(sink, topic, 1, 0, 30);
        CountDownLatch inHand = new CountDownLatch(2);
        try (Group first = new Group(
                group,
                topic,
                TEN,
                batch -> batch.records().get(0).offset() == 10
                        ? finish.get(batch.partition()).asMono().doOnSubscribe(s -> inHand.countDown())
                        : Mono.empty())) {
            await(inHand);
            try (Group second = Group.reading(group, topic)) {
                int moving = awaitCompleted(first);
                finish.forEach(Sinks.Empty::tryEmitEmpty);
                second.await("assigned " + moving);
                second.await("done 29");
                assertThat(first.seen(moving)).containsExactlyElementsOf(texts(0, 20));
                assertThat(second.seen(moving)).containsExactlyElementsOf(texts(20, 30));
            }
        }
    }

    @Test
    void givenConsumerCancelled_whenAnotherJoins_thenItHasThePartitionAtOnceAndRepeatsWhatWasNotDone() {
        Topic<String> topic = Texts.topic("cancel", 1);
        Broker.append(sink, topic, 0, 0, 30);
        CountDownLatch inHand = new CountDownLatch(1);
        try (Group first = new Group(
                group,
                topic,
                TEN,
                batch -> batch.records().get(0).offset() == 20
                        ? Mono.<Void>never().doOnSubscribe(s -> inHand.countDown())
                        : Mono.empty())) {
            await(inHand);
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
        Sinks.Empty<Void> finish = Sinks.empty();
        CountDownLatch inHand = new CountDownLatch(1);
        try (Group first = new Group(
                group,
                topic,
                TEN,
                batch -> batch.records().get(0).offset() == 10
                        ? finish.asMono().doOnSubscribe(s -> inHand.countDown())
                        : Mono.empty())) {
            await(inHand);
            StepVerifier drained =
                    StepVerifier.create(first.source().drain()).expectComplete().verifyLater();
            first.await("completed 0");
            assertThat(Broker.members(group)).isEqualTo(1);
            finish.tryEmitEmpty();
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
    void givenOnePartitionStandsStill_whenOthersFlow_thenTheyAreNotHeldUpAndMemoryIsBounded() {
        Topic<String> topic = Texts.topic("slow", 2);
        Broker.append(sink, topic, 0, 0, 5_000);
        Sinks.Empty<Void> release = Sinks.empty();
        AtomicInteger stuck = new AtomicInteger();
        try (Group consumer = new Group(group, topic, new BatchLimits(50, 1 << 20), batch -> {
            stuck.addAndGet(batch.partition() == 0 ? batch.records().size() : 0);
            return batch.partition() == 0 ? release.asMono() : Mono.empty();
        })) {
            consumer.await("assigned 0");
            Broker.append(sink, topic, 1, 10_000, 15_000);
            consumer.await("committed 14999");
            assertThat(consumer.seen(0)).isEmpty();
            assertThat(stuck).hasValueLessThanOrEqualTo(50);
            // one batch in hand, two held, and the poll that filled them up
            assertThat(consumer.meters()
                            .get("im.kafka.held")
                            .tag("partition", "0")
                            .gauge()
                            .value())
                    .isBetween(3.0 * 50, 4.0 * 50);
            assertThat(consumer.meters()
                            .get("im.kafka.held")
                            .tag("partition", "1")
                            .gauge()
                            .value())
                    .isZero();
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

    /** The partition that the second has been given. */
    private static int awaitOneOf(Group second, Group first) {
        int moved = awaitCompleted(first);
        second.await("assigned " + moved);
        return moved;
    }

    private static int awaitCompleted(Group group) {
        String event = group.awaitStarting("completed ");
        return Integer.parseInt(event.substring("completed ".length()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
