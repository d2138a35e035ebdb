package io.fluxim.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.receiver.ReceiverOffset;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.test.StepVerifier;

class PartitionFeedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final TopicPartition PARTITION = new TopicPartition("texts", 3);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Long> acknowledged = new ArrayList<>();
    private final PartitionFeed<String> feed = new PartitionFeed<>(
            PARTITION,
            new PartitionFeed.Rules<>(
                    new Decoding<>(Texts.named("texts"), meters),
                    new BatchLimits(3, 100),
                    Schedulers.immediate(),
                    meters.summary("sizes")));

    @Test
    void givenOneBatchAfterTheOther_whenRecordsComeMeanwhile_thenTheNextBatchHasThemAll() {
        Sinks.Empty<Void> first = Sinks.empty();
        List<List<Long>> taken = new ArrayList<>();
        offer(0, 1);
        feed.assigned()
                .inOrder(batch -> {
                    taken.add(offsets(batch));
                    return first.asMono().then(batch.commit());
                })
                .subscribe();
        offer(1, 2);
        offer(2, 4);
        assertThat(taken).containsExactly(List.of(0L));

        first.tryEmitEmpty();

        assertThat(taken).containsExactly(List.of(0L), List.of(1L, 2L, 3L));
        assertThat(acknowledged).containsExactly(0L, 3L);
    }

    @Test
    void givenRecordsWait_whenAsked_thenBatchesAreAsLargeAsTheyMay() {
        offer(0, 7);
        StepVerifier.create(feed.assigned().batches().map(PartitionFeedTest::offsets), 0)
                .thenRequest(1)
                .expectNext(List.of(0L, 1L, 2L))
                .then(() -> offer(7, 8))
                .thenRequest(1)
                .expectNext(List.of(3L, 4L, 5L))
                .thenRequest(1)
                .expectNext(List.of(6L, 7L))
                .thenRequest(1)
                .then(() -> offer(8, 9))
                .expectNext(List.of(8L))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenLargeRecords_whenAsked_thenABatchIsBoundedInBytesButNeverEmpty() {
        feed.offer(record(0, "x".repeat(60)));
        feed.offer(record(1, "x".repeat(60)));
        feed.offer(record(2, "x".repeat(500)));
        feed.offer(record(3, "x"));
        feed.offered();
        StepVerifier.create(feed.assigned()
                        .batches()
                        .map(PartitionFeedTest::offsets)
                        .take(4))
                .expectNext(List.of(0L), List.of(1L), List.of(2L), List.of(3L))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenNobodyAsks_whenTwoBatchesAreHeld_thenFullUntilLessThanOneIsLeft() {
        offer(0, 5);
        assertThat(feed.full()).isFalse();
        offer(5, 6);
        assertThat(feed.full()).isTrue();
        StepVerifier.create(feed.assigned().batches(), 0)
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(feed.wanting()).isFalse())
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(feed.wanting()).isTrue())
                .then(() -> assertThat(feed.pending()).isEqualTo(6))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenLaterBatchDoneFirst_whenTheEarlierIsDone_thenAcknowledgedInOrder() {
        offer(0, 9);
        List<Batch<String>> batches = new ArrayList<>();
        StepVerifier.create(feed.assigned().batches().doOnNext(batches::add))
                .expectNextCount(3)
                .then(() -> commit(batches.get(2)))
                .then(() -> commit(batches.get(1)))
                .then(() -> assertThat(acknowledged).isEmpty())
                .then(() -> commit(batches.get(0)))
                .then(() -> assertThat(acknowledged).containsExactly(2L, 5L, 8L))
                .then(() -> commit(batches.get(0)))
                .then(() -> assertThat(acknowledged).hasSize(3))
                .then(() -> assertThat(feed.pending()).isZero())
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void givenEnded_whenTheBatchInHandIsDone_thenAcknowledgedAndSettled() {
        offer(0, 9);
        List<Batch<String>> batches = new ArrayList<>();
        StepVerifier.create(feed.assigned().batches().doOnNext(batches::add), 1)
                .expectNextCount(1)
                .then(feed::end)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(feed.settled()).isNotDone();
        commit(batches.get(0));
        assertThat(feed.settled()).isDone();
        assertThat(acknowledged).containsExactly(2L);
    }

    @Test
    void givenTheNextOwnerHasIt_whenTheBatchInHandIsDone_thenNotAcknowledged() {
        offer(0, 3);
        List<Batch<String>> batches = new ArrayList<>();
        StepVerifier.create(feed.assigned().batches().doOnNext(batches::add))
                .expectNextCount(1)
                .then(feed::leave)
                .expectComplete()
                .verify(PATIENCE);
        commit(batches.get(0));
        assertThat(acknowledged).isEmpty();
        assertThat(feed.settled()).isDone();
    }

    @Test
    void givenABatch_whenDone_thenTellsHowLongTheFlowHadIt() {
        List<Batch<String>> taken = new ArrayList<>();
        feed.assigned().batches().subscribe(taken::add);
        long before = System.nanoTime();
        offer(0, 1);
        assertThat(feed.lastTook()).isZero();

        commit(taken.get(0));

        assertThat(feed.lastTook()).isPositive().isLessThanOrEqualTo(System.nanoTime() - before);
    }

    @Test
    void givenCancelled_whenOffered_thenHoldsNothingAndStaysFull() {
        StepVerifier.create(feed.assigned().batches()).thenCancel().verify(PATIENCE);
        offer(0, 100);
        assertThat(feed.pending()).isZero();
        assertThat(feed.full()).isTrue();
        assertThat(feed.wanting()).isFalse();
    }

    @Test
    void givenASubscriber_whenAnotherSubscribes_thenItFails() {
        Assigned<String> assigned = feed.assigned();
        StepVerifier.create(assigned.batches()).thenCancel().verify(PATIENCE);
        StepVerifier.create(assigned.batches())
                .expectError(IllegalStateException.class)
                .verify(PATIENCE);
    }

    /** A record's append time is ten times its offset. */
    @Test
    void givenRecordsInHandAndHeld_whenAsked_thenAsOldAsTheFirstThatIsNotDone() {
        assertThat(feed.age(100)).isZero();
        offer(1, 6);
        assertThat(feed.age(100)).isEqualTo(90);
        List<Batch<String>> taken = new ArrayList<>();
        StepVerifier.create(feed.assigned().batches().doOnNext(taken::add), 2)
                .expectNextCount(2)
                .then(() -> assertThat(feed.age(100)).isEqualTo(90))
                .then(() -> commit(taken.get(0)))
                .then(() -> assertThat(feed.age(100)).isEqualTo(60))
                .then(() -> commit(taken.get(1)))
                .then(() -> assertThat(feed.age(100)).isZero())
                .then(() -> offer(20, 21))
                .then(() -> assertThat(feed.age(100))
                        .as("the broker's clock is ahead")
                        .isZero())
                .thenCancel()
                .verify(PATIENCE);
    }

    private void offer(int from, int to) {
        for (int offset = from; offset < to; offset++) {
            feed.offer(record(offset, "x"));
        }
        feed.offered();
    }

    private static List<Long> offsets(Batch<String> batch) {
        return batch.records().stream().map(Received::offset).toList();
    }

    private static void commit(Batch<String> batch) {
        batch.commit().block(PATIENCE);
    }

    private ReceiverRecord<byte[], byte[]> record(long offset, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                10 * offset,
                TimestampType.LOG_APPEND_TIME,
                0,
                bytes.length,
                new byte[0],
                bytes,
                new RecordHeaders(),
                Optional.empty());
        return new ReceiverRecord<>(record, new Acknowledging(offset));
    }

    private final class Acknowledging implements ReceiverOffset {
        private final long offset;

        Acknowledging(long offset) {
            this.offset = offset;
        }

        @Override
        public TopicPartition topicPartition() {
            return PARTITION;
        }

        @Override
        public long offset() {
            return offset;
        }

        @Override
        public void acknowledge() {
            acknowledged.add(offset);
        }

        @Override
        public Mono<Void> commit() {
            return Mono.error(new UnsupportedOperationException("acknowledged only"));
        }
    }
}
