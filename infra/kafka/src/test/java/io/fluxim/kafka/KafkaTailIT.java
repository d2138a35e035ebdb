package io.fluxim.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class KafkaTailIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaSources sources = new KafkaSources(Broker.properties(), meters);
    private final KafkaRecordSink sink = Broker.sink();

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void givenReady_whenAppended_thenSeesAllOfThatAndNothingBefore() {
        Topic<String> topic = Texts.topic("tail", 2);
        Broker.append(sink, topic, 1, 0, 100);
        KafkaTail<String> tail = sources.tail(topic, 1);
        StepVerifier seeing = StepVerifier.create(
                        tail.records().map(Received::value).take(1_000).collectList())
                .expectNext(
                        IntStream.range(100, 1_100).mapToObj(Integer::toString).toList())
                .expectComplete()
                .verifyLater();
        tail.ready().block(PATIENCE);
        Broker.append(sink, topic, 0, 5_000, 5_010);
        Broker.append(sink, topic, 1, 100, 1_100);
        seeing.verify(PATIENCE);
    }

    @Test
    void givenUnreadable_whenTailed_thenLeftOutAndCounted() {
        Topic<String> topic = Texts.topic("tail", 1);
        KafkaTail<String> tail = sources.tail(topic, 0);
        StepVerifier seeing = StepVerifier.create(
                        tail.records().map(Received::offset).take(2))
                .expectNext(0L, 2L)
                .expectComplete()
                .verifyLater();
        tail.ready().block(PATIENCE);
        sink.appendAll(List.of(
                        Broker.text(topic, 0, "one"),
                        Broker.text(topic, 0, Texts.UNREADABLE),
                        Broker.text(topic, 0, "two")))
                .block(PATIENCE);
        seeing.verify(PATIENCE);
        assertThat(meters.get("im.kafka.unreadable").counter().count()).isEqualTo(1);
    }

    @Test
    void givenBrokerWasAway_whenBack_thenMissesNothing() {
        Topic<String> topic = Texts.topic("tail", 1);
        KafkaTail<String> tail = sources.tail(topic, 0);
        StepVerifier seeing = StepVerifier.create(
                        tail.records().map(Received::value).take(2))
                .expectNext("0", "1")
                .expectComplete()
                .verifyLater();
        tail.ready().block(PATIENCE);
        Broker.append(sink, topic, 0, 0, 1);
        TestStores.kafka().kill();
        TestStores.kafka().start();
        Broker.append(sink, topic, 0, 1, 2);
        seeing.verify(PATIENCE);
    }

    @Test
    void givenASlowReader_whenMuchIsAppended_thenReadsAheadAFewPollsOnly() {
        Topic<String> topic = Texts.topic("tail", 1);
        KafkaTail<String> tail = sources.tail(topic, 0);
        int all = 200; // of 100 KB each: a poll brings ten, as many as a fetch holds
        String large = "x".repeat(100_000);
        StepVerifier seeing = StepVerifier.create(tail.records(), 1)
                .expectNextCount(1)
                .then(() -> IntStream.range(1, all)
                        .forEach(n -> sink.append(Broker.text(topic, 0, large)).block(PATIENCE)))
                .then(() -> assertThat(consumed()).isLessThanOrEqualTo(60))
                .thenRequest(all)
                .expectNextCount(all - 1)
                .then(() -> assertThat(consumed()).isGreaterThan(60))
                .thenCancel()
                .verifyLater();
        tail.ready().block(PATIENCE);
        sink.append(Broker.text(topic, 0, large)).block(PATIENCE);
        seeing.verify(PATIENCE);
    }

    private double consumed() {
        return meters.get("kafka.consumer.fetch.manager.records.consumed.total")
                .functionCounter()
                .count();
    }

    @Test
    void givenSubscribedBefore_whenSubscribedAgain_thenFails() {
        KafkaTail<String> tail = sources.tail(Texts.topic("tail", 1), 0);
        StepVerifier.create(tail.records().takeUntilOther(tail.ready()))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(tail.records())
                .expectError(IllegalStateException.class)
                .verify(PATIENCE);
    }

    @Test
    void givenCancelledBeforeReady_whenAskedForReadiness_thenFails() {
        KafkaTail<String> tail = sources.tail(Texts.named("not_there"), 0);
        StepVerifier.create(tail.records().takeUntilOther(Mono.delay(Duration.ofMillis(100))))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(tail.ready())
                .expectError(CancellationException.class)
                .verify(PATIENCE);
    }
}
