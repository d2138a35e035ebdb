package io.fluxim.kafka.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.kafka.Broker;
import io.fluxim.kafka.sink.KafkaRecordSink;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.kafka.topic.TopicAdmin;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.topic.Codecs;
import io.fluxim.protocol.topic.DeadLetter;
import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class DeadLetterWriterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SMALL = 1 << 20;
    private static final int LARGE = 5 << 20;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Topic<Envelope> topic = new Topic<>(TestStores.kafka().freshTopic("compressed", 1), Codecs.ENVELOPE);

    @Test
    void givenForeignRecordsThatWereCompressed_whenSetAside_thenOneThatFitsIsWholeAndALargerOneIsCut() {
        new TopicAdmin(Broker.properties(), Duration.ofDays(14)).prepare();
        produceCompressed(SMALL, LARGE);
        try (KafkaRecordSink sink = Broker.sink()) {
            DeadLetterWriter writer = new DeadLetterWriter(sink, meters, topic);
            assertThat(counted()).isZero();

            writer.setAside(unreadable(2)).block(PATIENCE);
        }

        assertThat(setAside())
                .satisfiesExactly(
                        whole -> {
                            assertThat(whole.offset()).isZero();
                            assertThat(whole.isCut()).isFalse();
                            assertThat(whole.value()).hasSize(SMALL);
                        },
                        cut -> {
                            assertThat(cut.offset()).isEqualTo(1);
                            assertThat(cut.isCut()).isTrue();
                            assertThat(cut.size()).isEqualTo(LARGE);
                            assertThat(cut.key().length + cut.value().length).isEqualTo(Topic.MAX_BATCH);
                        });
        assertThat(counted()).isEqualTo(2);
    }

    /** Zeros, which no codec of ours takes for a record, and which take next to no room in the log. */
    private void produceCompressed(int... sizes) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestStores.kafka().bootstrapServers(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "gzip",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                2 * LARGE);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int size : sizes) {
                producer.send(new ProducerRecord<>(topic.name(), 0, new byte[] {'k'}, new byte[size]));
            }
        }
    }

    private List<DeadLetter> unreadable(int count) {
        return Broker.sources()
                .group(TestStores.kafka().freshName("reader"), topic)
                .lanes()
                .flatMap(lane -> lane.inOrder(batch -> batch.commit().thenMany(Flux.fromIterable(batch.unreadable()))))
                .take(count)
                .collectList()
                .block(PATIENCE);
    }

    private List<DeadLetter> setAside() {
        return Broker.sources()
                .scan(Topic.DEAD_LETTER, DeadLetterWriter.PARTITION)
                .all()
                .map(Received::value)
                .filter(letter -> letter.topic().equals(topic.name()))
                .collectList()
                .block(PATIENCE);
    }

    private double counted() {
        return meters.get("im.kafka.dead.letters")
                .tag("topic", topic.name())
                .counter()
                .count();
    }
}
