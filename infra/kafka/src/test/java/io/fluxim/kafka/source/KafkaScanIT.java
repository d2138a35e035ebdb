package io.fluxim.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.kafka.Broker;
import io.fluxim.kafka.Texts;
import io.fluxim.kafka.sink.KafkaRecordSink;
import io.fluxim.kafka.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class KafkaScanIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaSources sources = new KafkaSources(Broker.properties(), new SimpleMeterRegistry());
    private final KafkaRecordSink sink = Broker.sink();
    private final Topic<String> topic = Texts.topic("scan", 2);

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void givenMoreThanAPoll_whenScanned_thenAllOfThatPartitionInOrder() {
        Broker.append(sink, topic, 0, 0, 3_000);
        Broker.append(sink, topic, 1, 5_000, 5_010);

        StepVerifier.create(sources.scan(topic, 0).all().map(Received::value).collectList())
                .expectNext(texts(0, 3_000))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAppendedWhileItIsScanned_whenItEnds_thenAtWhatWasTheEnd() {
        Broker.append(sink, topic, 0, 0, 3_000);

        StepVerifier.create(sources.scan(topic, 0).all().map(Received::value), 1)
                .expectNext("0")
                .then(() -> Broker.append(sink, topic, 0, 3_000, 3_010))
                .thenRequest(Long.MAX_VALUE)
                .expectNextSequence(texts(1, 3_000))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenTrimmedPartitionWithUnreadable_whenScanned_thenWhatIsThereAndCanBeRead() throws Exception {
        sink.appendAll(List.of(
                        Broker.text(topic, 0, "gone"),
                        Broker.text(topic, 0, "one"),
                        Broker.text(topic, 0, Texts.UNREADABLE),
                        Broker.text(topic, 0, "two")))
                .block(PATIENCE);
        try (Admin admin = Broker.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic.name(), 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
        }

        StepVerifier.create(sources.scan(topic, 0).all().map(Received::offset))
                .expectNext(1L, 3L)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(sources.scan(topic, 0).from(0, 1).block(PATIENCE))
                .extracting(Received::value)
                .containsExactly("one");
    }

    @Test
    void givenNothing_whenScanned_thenEndsAtOnce() {
        StepVerifier.create(sources.scan(topic, 0).all()).expectComplete().verify(PATIENCE);
    }

    @Test
    void givenReaderWhoHasEnough_whenCancelled_thenWithoutAnError() {
        Broker.append(sink, topic, 0, 0, 3_000);

        StepVerifier.create(sources.scan(topic, 0).all().map(Received::value).take(700))
                .expectNextSequence(texts(0, 700))
                .expectComplete()
                .verify(PATIENCE);
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
