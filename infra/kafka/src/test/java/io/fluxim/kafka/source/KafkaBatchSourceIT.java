package io.fluxim.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.kafka.Broker;
import io.fluxim.kafka.Texts;
import io.fluxim.kafka.sink.KafkaRecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.testkit.TestStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class KafkaBatchSourceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String[] TEN = {"source.lanes", "1", "source.max-records", "10"};

    private static KafkaRecordSink sink;

    private final String group = TestStores.kafka().freshName("group");

    @BeforeAll
    static void open() {
        sink = Broker.sink();
    }

    @AfterAll
    static void close() {
        sink.close();
    }

    @Test
    void givenRecords_whenConsumed_thenEachPartitionInOrderAndCommitted() {
        Topic<String> topic = Texts.topic("order", 4);
        for (int partition = 0; partition < 4; partition++) {
            Broker.append(sink, topic, partition, 0, 2_000);
        }
        Map<Integer, List<String>> seen = new ConcurrentHashMap<>();
        BatchSource<String> source = Broker.sources().group(group, topic);
        Flux<Received<String>> flow = source.lanes()
                .flatMap(lane -> lane.inOrder(batch -> Flux.fromIterable(batch.shares())
                        .doOnNext(share -> seen.computeIfAbsent(share.partition(), p -> new ArrayList<>())
                                .addAll(share.records().stream()
                                        .map(Received::value)
                                        .toList()))
                        .flatMapIterable(Batch.Share::records)
                        .concatWith(batch.commit().then(Mono.empty()))));
        StepVerifier.create(flow.take(8_000).then()).expectComplete().verify(PATIENCE);
        List<String> expected =
                IntStream.range(0, 2_000).mapToObj(Integer::toString).toList();
        for (int partition = 0; partition < 4; partition++) {
            assertThat(seen.get(partition)).isEqualTo(expected);
        }
    }

    @Test
    void givenRest_whenRecordsComeOneByOne_thenTheyAreHandedOutInFewBatchesAndInOrder() {
        Topic<String> topic = Texts.topic("rest", 1);
        BatchSource<String> source =
                Broker.sources("source.lanes", "1", "source.rest", "1s").group(group, topic);
        List<List<String>> seen = new CopyOnWriteArrayList<>();
        Mono<Void> appended = Flux.range(0, 20)
                .concatMap(number -> sink.append(Broker.text(topic, 0, Integer.toString(number))))
                .then();
        StepVerifier.create(batches(source)
                        .mergeWith(appended.then(Mono.empty()))
                        .doOnNext(batch ->
                                seen.add(batch.records().map(Received::value).toList()))
                        .takeUntil(batch -> seen.stream().mapToInt(List::size).sum() == 20)
                        .then())
                .expectComplete()
                .verify(PATIENCE);
        assertThat(seen.stream().flatMap(List::stream).toList())
                .isEqualTo(IntStream.range(0, 20).mapToObj(Integer::toString).toList());
        assertThat(seen).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void givenSomeCommitted_whenSubscribedAgain_thenGoesOnAfterThem() {
        Topic<String> topic = Texts.topic("redelivery", 1);
        Broker.append(sink, topic, 0, 0, 100);
        BatchSource<String> source = Broker.sources(TEN).group(group, topic);
        StepVerifier.create(batches(source)
                        .concatMap(batch -> first(batch) < 30 ? batch.commit().thenReturn(batch) : Mono.just(batch), 0)
                        .take(6))
                .expectNextCount(6)
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(batches(source).next().map(KafkaBatchSourceIT::first))
                .expectNext(30L)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenBatchPassedByUnmarked_whenSubscribedAgain_thenStartsThereWhateverWasMarkedLater() {
        Topic<String> topic = Texts.topic("gap", 1);
        Broker.append(sink, topic, 0, 0, 40);
        BatchSource<String> source = Broker.sources(TEN).group(group, topic);
        StepVerifier.create(batches(source)
                        .concatMap(
                                batch -> first(batch) == 10
                                        ? Mono.just(batch)
                                        : batch.commit().thenReturn(batch),
                                0)
                        .take(4))
                .expectNextCount(4)
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(batches(source).next().map(KafkaBatchSourceIT::first))
                .assertNext(offset -> assertThat(offset).isLessThanOrEqualTo(10))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenRecordsOfSeveralPartitions_whenCutByWeight_thenEachBatchStaysUnderItAndNoneIsLeftOut() {
        Topic<String> topic = Texts.topic("weight", 3);
        for (int partition = 0; partition < 3; partition++) {
            Broker.append(sink, topic, partition, 0, 20);
        }
        BatchSource<String> source =
                Broker.sources("source.lanes", "1", "source.max-weight", "30").group(group, topic, text -> 10);
        List<Batch<String>> seen = new CopyOnWriteArrayList<>();
        StepVerifier.create(source.lanes()
                        .flatMap(lane -> lane.inOrder(batch -> batch.commit().thenReturn(batch)))
                        .doOnNext(seen::add)
                        .take(20)
                        .then())
                .expectComplete()
                .verify(PATIENCE);
        assertThat(seen).allSatisfy(batch -> assertThat(batch.records()).hasSizeLessThanOrEqualTo(3));
        for (int partition = 0; partition < 3; partition++) {
            int one = partition;
            assertThat(seen.stream()
                            .flatMap(batch -> batch.shares().stream())
                            .filter(share -> share.partition() == one)
                            .flatMap(share -> share.records().stream())
                            .map(Received::value))
                    .as("partition %s", partition)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void givenUnreadableAmongGood_whenConsumed_thenSetAsideInTheSameBatch() {
        Topic<String> topic = Texts.topic("unreadable", 1);
        sink.appendAll(List.of(
                        Broker.text(topic, 0, "one"),
                        Broker.text(topic, 0, Texts.UNREADABLE),
                        Broker.text(topic, 0, "two")))
                .block(PATIENCE);
        StepVerifier.create(batches(Broker.sources().group(group, topic)).next())
                .assertNext(batch -> {
                    assertThat(batch.records()).extracting(Received::value).containsExactly("one", "two");
                    assertThat(batch.unreadable()).singleElement().satisfies(letter -> {
                        assertThat(letter.offset()).isEqualTo(1);
                        assertThat(letter.topic()).isEqualTo(topic.name());
                        assertThat(letter.value()).asString().isEqualTo(Texts.UNREADABLE);
                        assertThat(letter.cause()).contains("must be readable");
                    });
                })
                .expectComplete()
                .verify(PATIENCE);
    }

    private static long first(Batch<String> batch) {
        return batch.records().findFirst().orElseThrow().offset();
    }

    private static Flux<Batch<String>> batches(BatchSource<String> source) {
        return source.lanes().flatMap(lane -> lane.inOrder(Mono::just));
    }
}
