package io.fluxim.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.kafka.deadletter.DeadLetterWriter;
import io.fluxim.kafka.source.Batch;
import io.fluxim.kafka.source.Lane;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.topic.Codecs;
import io.fluxim.protocol.topic.DeadLetter;
import io.fluxim.testkit.Messages;
import io.fluxim.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class SinkFlowTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PARTITIONS = 4;
    private static final Conversation TALK = Messages.direct("ann", "bob");

    private final Archive archive = new Archive();
    private final Letters letters = new Letters();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Long> committed = new ArrayList<>();
    private final AtomicLong nextOffset = new AtomicLong();

    @Test
    void givenBatches_whenRun_thenEachIsArchivedAndCommittedBeforeTheNext() {
        List<Message> all = Messages.messages("ann", "bob", 1, 9);
        run(batch(all.subList(0, 3)), batch(all.subList(3, 6)), batch(all.subList(6, 9)));

        assertThat(archive.appends()).containsExactly(all.subList(0, 3), all.subList(3, 6), all.subList(6, 9));
        assertThat(archive.stored(TALK)).isEqualTo(all);
        assertThat(committed).containsExactly(2L, 5L, 8L);
        assertThat(letters.all()).isEmpty();
        balance(9, 0, 0, 0);
    }

    @Test
    void givenABatchInTheArchive_whenRedelivered_thenNothingChanges() {
        List<Message> all = Messages.messages("ann", "bob", 1, 4);
        Batch<Message> batch = batch(all);
        run(batch, batch);

        assertThat(archive.stored(TALK)).isEqualTo(all);
        assertThat(committed).containsExactly(3L, 3L);
        balance(8, 0, 0, 0);
    }

    @Test
    void givenTheArchiveAway_whenItIsBack_thenTheBatchIsTriedAgainAndNothingIsSkipped() {
        List<Message> all = Messages.messages("ann", "bob", 1, 4);
        archive.failNext(25);
        run(batch(all.subList(0, 2)), batch(all.subList(2, 4)));

        assertThat(archive.appends()).hasSize(27);
        assertThat(archive.appends().subList(0, 26)).containsOnly(all.subList(0, 2));
        assertThat(archive.stored(TALK)).isEqualTo(all);
        assertThat(committed).containsExactly(1L, 3L);
        assertThat(letters.all()).isEmpty();
        balance(4, 0, 0, 25);
    }

    @Test
    void givenABadRowAmongGoodOnes_whenRun_thenItIsSetAsideWithItsOriginAndTheBatchGoesOn() {
        List<Message> all = new ArrayList<>(Messages.messages("ann", "bob", 1, 5));
        Message bad = Messages.message(Messages.envelope("ann", TALK, "x".repeat(200), "bad"), 3);
        all.set(2, bad);
        run(batch(all), batch(Messages.messages("ann", "bob", 6, 1)));

        assertThat(archive.stored(TALK)).hasSize(5).doesNotContain(bad);
        assertThat(letters.all()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("im.sequenced");
            assertThat(letter.partition()).isZero();
            assertThat(letter.offset()).isEqualTo(2);
            assertThat(letter.at()).isEqualTo(1002);
            assertThat(letter.cause()).isNotBlank();
            assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo(TALK.key());
            assertThat(Codecs.MESSAGE.decode(letter.value())).isEqualTo(bad);
        });
        assertThat(committed).containsExactly(4L, 5L);
        balance(5, 1, 0, 0);
    }

    @Test
    void givenTheSameBadRowTwiceInABatch_whenRun_thenBothRecordsAreSetAside() {
        Message bad = Messages.message(Messages.envelope("ann", TALK, "x".repeat(200), "bad"), 1);
        Message again = new Message(bad.envelope(), bad.seq(), bad.at());
        run(batch(List.of(bad, again)));

        assertThat(letters.all()).extracting(DeadLetter::offset).containsExactly(0L, 1L);
        balance(0, 2, 0, 0);
    }

    @Test
    void givenUnreadableRecords_whenRun_thenTheyAreSetAsideAlsoWithoutAnyReadable() {
        DeadLetter unreadable = new DeadLetter("im.sequenced", 0, 1, 5, "garbage", new byte[0], new byte[] {-1});
        Message good = Messages.messages("ann", "bob", 1, 1).get(0);
        run(
                batch(List.of(new Received<>(0, 4, good)), List.of(unreadable), commit(1)),
                batch(List.of(), List.of(unreadable), commit(2)));

        assertThat(archive.stored(TALK)).containsExactly(good);
        assertThat(letters.all()).usingRecursiveFieldByFieldElementComparator().containsExactly(unreadable, unreadable);
        assertThat(committed).containsExactly(1L, 2L);
        balance(1, 0, 2, 0);
    }

    @Test
    void givenDeadLettersThatCannotBeSetAside_whenRun_thenTheFlowFailsWithoutACommitAndARerunDoesIt() {
        Message bad = Messages.message(Messages.envelope("ann", TALK, "x".repeat(200), "bad"), 1);
        Batch<Message> batch = batch(List.of(bad));
        letters.failNext(1);
        StepVerifier.create(flow(Flux.just(new Lane<>(0, Flux.just(batch)))).run())
                .expectErrorMessage("Kafka is away")
                .verify(PATIENCE);
        assertThat(committed).isEmpty();
        balance(0, 0, 0, 0);

        run(batch);
        assertThat(committed).containsExactly(0L);
        assertThat(letters.all()).hasSize(1);
        balance(0, 1, 0, 0);
    }

    @Test
    void givenABatchInHand_whenDrained_thenItIsFinishedAndTheFlowEnds() {
        Sinks.Empty<Void> go = Sinks.empty();
        archive.holdUntil(go.asMono());
        TestPublisher<Batch<Message>> batches = TestPublisher.create();
        Flux<Lane<Message>> partitions = Flux.just(new Lane<>(0, batches.flux()));

        StepVerifier.create(flow(partitions).run())
                .then(() -> batches.next(batch(Messages.messages("ann", "bob", 1, 2))))
                .then(batches::complete) // what a draining source does
                .then(() -> assertThat(committed).isEmpty())
                .then(go::tryEmitEmpty)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(archive.stored(TALK)).hasSize(2);
        assertThat(committed).containsExactly(1L);
    }

    @Test
    void givenASlowArchive_whenBatchesWait_thenOneIsInHandAndOneIsFetchedAhead() {
        archive.holdUntil(Mono.never());
        TestPublisher<Batch<Message>> batches = TestPublisher.create();
        StepVerifier.create(flow(Flux.just(new Lane<>(0, batches.flux()))).run())
                .then(() -> batches.next(batch(Messages.messages("ann", "bob", 1, 1))))
                .then(() -> batches.assertMaxRequested(1))
                .then(() -> assertThat(archive.appends()).hasSize(1))
                .thenCancel()
                .verify(PATIENCE);
        batches.assertCancelled();
        assertThat(registry.get(SinkMeters.BATCH)
                        .tag("outcome", "cancelled")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void givenOnePartitionThatWaits_whenOthersHaveBatches_thenTheyGoOn() {
        TestPublisher<Batch<Message>> waiting = TestPublisher.create();
        List<Message> carol = Messages.messages("cid", "dan", 1, 2);
        StepVerifier.create(flow(Flux.just(new Lane<>(0, waiting.flux()), new Lane<>(1, Flux.just(batch(carol)))))
                        .run())
                .then(() -> assertThat(archive.stored(Messages.direct("cid", "dan")))
                        .isEqualTo(carol))
                .then(waiting::complete)
                .expectComplete()
                .verify(PATIENCE);
    }

    private SinkFlow flow(Flux<Lane<Message>> partitions) {
        SinkMeters meters = new SinkMeters(registry, Schedulers.parallel());
        return new SinkFlow(
                () -> partitions,
                PARTITIONS,
                new SinkFlow.Outputs(
                        archive, new DeadLetterWriter(letters, registry, Topic.SEQUENCED), meters, Tracing.OFF),
                new SinkProperties(Duration.ofMillis(1), Duration.ofMillis(2)));
    }

    @SafeVarargs
    private void run(Batch<Message>... batches) {
        StepVerifier.create(flow(Flux.just(new Lane<>(0, Flux.just(batches)))).run())
                .expectComplete()
                .verify(PATIENCE);
    }

    private Batch<Message> batch(List<Message> messages) {
        List<Received<Message>> records = messages.stream()
                .map(message -> {
                    long offset = nextOffset.getAndIncrement();
                    return new Received<>(offset, 1000 + offset, message);
                })
                .toList();
        return batch(records, List.of(), commit(nextOffset.get() - 1));
    }

    private static Batch<Message> batch(
            List<Received<Message>> records, List<DeadLetter> unreadable, Mono<Void> commit) {
        return new Batch<>(List.of(new Batch.Share<>(0, 1, records, unreadable)), commit);
    }

    private Mono<Void> commit(long offset) {
        return Mono.fromRunnable(() -> committed.add(offset));
    }

    /** consumed = stored + refused + unreadable. */
    private void balance(int stored, int refused, int unreadable, int waits) {
        assertThat(count(SinkMeters.RECORDS, "stored")).isEqualTo(stored);
        assertThat(count(SinkMeters.RECORDS, "refused")).isEqualTo(refused);
        assertThat(count(SinkMeters.RECORDS, "unreadable")).isEqualTo(unreadable);
        assertThat(registry.get(SinkMeters.WAITS).counter().count()).isEqualTo(waits);
        assertThat(registry.get("im.kafka.dead.letters")
                        .tag("topic", "im.sequenced")
                        .counter()
                        .count())
                .isEqualTo(refused + unreadable);
    }

    private double count(String meter, String outcome) {
        return registry.get(meter).tag("outcome", outcome).counter().count();
    }
}
