package io.fluxim.kafka.sink;

import static io.fluxim.kafka.Broker.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fluxim.kafka.Broker;
import io.fluxim.kafka.Texts;
import io.fluxim.kafka.source.Batch;
import io.fluxim.kafka.source.BatchSource;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.kafka.topic.TopicAdmin;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.topic.DeadLetter;
import io.fluxim.protocol.topic.TraceParent;
import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class KafkaRecordSinkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private KafkaRecordSink sink = new KafkaRecordSink(Broker.properties(), Broker.LOOPS, meters);

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void givenManyAppendsAtOnce_whenReadBack_thenInOrderOfSubscription() {
        Topic<String> topic = Texts.topic("order", 2);
        int count = 10_000;
        StepVerifier.create(Flux.merge(
                                Flux.fromStream(IntStream.range(0, count)
                                        .mapToObj(n -> sink.append(text(topic, n % 2, "" + n)))),
                                count)
                        .count())
                .expectNext((long) count)
                .expectComplete()
                .verify(PATIENCE);
        for (int partition = 0; partition < 2; partition++) {
            int parity = partition;
            assertThat(read(topic, partition, count / 2))
                    .extracting(Received::value)
                    .containsExactlyElementsOf(IntStream.range(0, count)
                            .filter(n -> n % 2 == parity)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @Test
    void whenAppended_thenAnswersTheAppendTimeThatReadersSee() {
        Topic<String> topic = Texts.topic("time", 1);
        long at = sink.append(text(topic, 0, "now")).block(PATIENCE);
        assertThat(at).isCloseTo(System.currentTimeMillis(), within(30_000L));
        assertThat(read(topic, 0, 1)).containsExactly(new Received<>(0, at, "now"));
    }

    @Test
    void givenATracedRecord_whenReadBack_thenItsTracesAreThereAndOthersHaveNone() {
        Topic<String> topic = Texts.topic("traced", 1);
        TraceParent trace = new TraceParent(new MessageId("a".repeat(32)), 7);
        sink.appendAll(List.of(text(topic, 0, "traced").traced(List.of(trace)), text(topic, 0, "not")))
                .block(PATIENCE);
        assertThat(read(topic, 0, 2)).extracting(Received::traces).containsExactly(List.of(trace), List.of());
    }

    @Test
    void givenOneTooLarge_whenAppended_thenItFailsAndTheOthersStand() {
        Topic<String> topic = Texts.topic("large", 1);
        String tooLarge = "x".repeat(3_000_000);
        List<Mono<String>> outcomes = List.of("one", tooLarge, "two", tooLarge, "three").stream()
                .map(value -> sink.append(text(topic, 0, value))
                        .map(at -> "appended")
                        .onErrorResume(AppendFailed.TooLarge.class, e -> Mono.just("too large")))
                .toList();
        StepVerifier.create(Flux.mergeSequential(outcomes))
                .expectNext("appended", "too large", "appended", "too large", "appended")
                .expectComplete()
                .verify(PATIENCE);
        assertThat(read(topic, 0, 3)).extracting(Received::value).containsExactly("one", "two", "three");
        assertThat(meters.get("im.kafka.append")
                        .tag("outcome", "too-large")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void givenTheLargest_whenAppended_thenTheTopicsTakeIt() {
        new TopicAdmin(Broker.properties(), Duration.ofDays(14)).prepare();
        Topic<String> accepted = Texts.named(Topic.ACCEPTED.name());
        String largest = "x".repeat(Topic.MAX_RECORD - 100);
        StepVerifier.create(sink.appendAll(
                        List.of(text(accepted, 0, "small"), text(accepted, 0, largest), text(accepted, 0, "small"))))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAForeignRecordAsLargeAsATopicTakesIt_whenSetAside_thenTheDeadLetterIsTaken() {
        new TopicAdmin(Broker.properties(), Duration.ofDays(14)).prepare();
        byte[] foreign = new byte[Topic.MAX_RECORD + (63 << 10)];
        DeadLetter letter = new DeadLetter(Topic.ACCEPTED.name(), 1, 2, 3, "c".repeat(1000), new byte[100], foreign);
        StepVerifier.create(sink.appendAll(List.of(new Outgoing<>(Topic.DEAD_LETTER, 0, "key", letter))))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenOneOfManyFails_whenAllAppended_thenFailsAfterTheLastOutcome() {
        Topic<String> topic = Texts.topic("all", 1);
        List<Outgoing<String>> records =
                List.of(text(topic, 0, "one"), text(topic, 0, "x".repeat(3_000_000)), text(topic, 0, "two"));
        StepVerifier.create(sink.appendAll(records))
                .expectError(AppendFailed.TooLarge.class)
                .verify(PATIENCE);
        assertThat(read(topic, 0, 2)).extracting(Received::value).containsExactly("one", "two");
        StepVerifier.create(sink.appendAll(List.of())).expectComplete().verify(PATIENCE);
    }

    @Test
    void givenTooManyInFlight_whenAppended_thenRefusedAtOnceAndTakenLater() {
        Topic<String> topic = Texts.topic("full", 1);
        close();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        sink = new KafkaRecordSink(
                Broker.properties("sink.linger", "1s", "sink.max-in-flight-records", "20"), Broker.LOOPS, meters);
        List<Mono<String>> eleven = IntStream.range(0, 11)
                .mapToObj(n -> sink.append(text(topic, 0, "" + n))
                        .map(at -> "appended")
                        .onErrorResume(AppendFailed.Overloaded.class, e -> Mono.just("refused")))
                .toList();
        StepVerifier.create(Flux.merge(Flux.fromIterable(eleven), 11).collectList())
                .assertNext(all -> assertThat(all).containsOnlyOnce("refused").hasSize(11))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(meters.get("im.kafka.refused").counter().count()).isEqualTo(1);
        StepVerifier.create(sink.append(text(topic, 0, "later")))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(meters.get("im.kafka.in.flight").gauge().value()).isZero();
    }

    @Test
    void givenNoSuchTopic_whenAppended_thenUnconfirmedAndOthersGoOn() {
        Topic<String> topic = Texts.topic("there", 1);
        StepVerifier.create(sink.append(text(Texts.named("not_there"), 0, "lost")))
                .expectError(AppendFailed.Unconfirmed.class)
                .verify(PATIENCE);
        StepVerifier.create(sink.append(text(topic, 0, "kept")))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenBrokerWasAway_whenBack_thenWhatWaitedIsAppended() {
        Topic<String> topic = Texts.topic("away", 1);
        sink.append(text(topic, 0, "before")).block(PATIENCE);
        TestStores.kafka().kill();
        Mono<Long> during = sink.append(text(topic, 0, "during")).cache();
        StepVerifier waiting = StepVerifier.create(during).expectNextCount(1).expectComplete();
        waiting.verifyLater();
        TestStores.kafka().start();
        waiting.verify(Duration.ofSeconds(60));
        assertThat(read(topic, 0, 2)).extracting(Received::value).containsExactly("before", "during");
    }

    @Test
    void givenClosed_whenAppended_thenFails() {
        Topic<String> topic = Texts.topic("closed", 1);
        sink.close();
        StepVerifier.create(sink.append(text(topic, 0, "late")))
                .expectError(AppendFailed.Unconfirmed.class)
                .verify(PATIENCE);
    }

    private List<Received<String>> read(Topic<String> topic, int partition, int count) {
        BatchSource<String> source = Broker.sources().group(TestStores.kafka().freshName("reader"), topic);
        return source.lanes()
                .flatMap(lane -> lane.inOrder(batch -> Flux.fromIterable(batch.shares())
                        .filter(share -> share.partition() == partition)
                        .flatMapIterable(Batch.Share::records)
                        .concatWith(batch.commit().then(Mono.empty()))))
                .take(count)
                .collectList()
                .block(PATIENCE);
    }
}
