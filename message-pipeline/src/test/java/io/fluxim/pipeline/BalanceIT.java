package io.fluxim.pipeline;

import static io.fluxim.pipeline.Sample.direct;
import static io.fluxim.pipeline.Sample.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.source.KafkaSources;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The program on real stores counts what it is given: taken from {@code im.accepted} = numbered + republished + repeated +
 * rejected + dead, and asked for by {@code im.fanout} = appended + repeated + expired.
 */
class BalanceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final UserId DAN = new UserId("dan");
    private static final UserId EVE = new UserId("eve");
    private static final int GOOD = 20;

    private static ConfigurableApplicationContext pipeline;
    private static Counts counts;

    @BeforeAll
    static void start() {
        pipeline = PipelineApplication.builder()
                .run(
                        "--server.port=0",
                        "--im.kafka.bootstrap-servers=" + TestStores.kafka().bootstrapServers(),
                        "--im.kafka.source.session-timeout=6s",
                        "--spring.data.redis.url=" + TestStores.redis().url(),
                        "--spring.mongodb.uri=" + TestStores.mongodb().uriOf("pipeline"));
        counts = new Counts(pipeline.getBean(MeterRegistry.class));
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void givenGoodRepeatedRejectedAndDeadRecords_whenDone_thenTheCountsBalance() {
        Envelope first = direct(DAN, EVE, "0");
        int its = Partitions.of(first.conversation().key(), partitions().accepted());
        IntStream.range(0, GOOD).forEach(i -> append(Topic.ACCEPTED, its, direct(DAN, EVE, "" + i)));
        // a retry that comes in a batch with new ones is in doubt after these are stored: they would be republished
        Counts.await(
                counts::records, Map.of("numbered", GOOD, "republished", 0, "repeated", 0, "rejected", 0, "dead", 0));
        append(Topic.ACCEPTED, its, first);
        append(Topic.ACCEPTED, its, first);
        append(Topic.ACCEPTED, its, text(DAN, first.conversation(), "0", "another body"));
        append(Topic.ACCEPTED, (its + 1) % partitions().accepted(), first); // where it does not belong
        append(Garbage.in(Topic.ACCEPTED), its, first);
        append(Garbage.in(Topic.FANOUT), 0, new Fanout(List.of(), List.of()));

        Counts.await(
                counts::records, Map.of("numbered", GOOD, "republished", 0, "repeated", 2, "rejected", 1, "dead", 2));
        assertThat(counts.taken("pipeline-sequence")).isEqualTo(GOOD + 2 + 1 + 2);
        Counts.await(counts::entries, Map.of("appended", 2 * GOOD, "repeated", 0, "late", 0, "expired", 0));
        Counts.await(counts::deadLetters, 2 + 1);
        assertThat(counts.unreadable("im.accepted")).isEqualTo(1);
        assertThat(counts.unreadable("im.fanout")).isEqualTo(1);

        comesAgain(first);
    }

    /** Records of {@code im.fanout}, as after a crash. */
    private static void comesAgain(Envelope envelope) {
        List<Outgoing<Fanout>> again = IntStream.range(0, partitions().fanout())
                .boxed()
                .flatMap(partition -> fanouts(partition)
                        .filter(fanout -> fanout.deliveries().stream()
                                .anyMatch(one -> one.message().id().equals(envelope.id())))
                        .map(fanout -> new Outgoing<>(Topic.FANOUT, partition, "f" + partition, fanout)))
                .toList();
        int entries =
                again.stream().mapToInt(record -> record.value().entries()).sum();
        assertThat(entries).isGreaterThanOrEqualTo(2);
        int taken = counts.taken("pipeline-inbox");
        pipeline.getBean(RecordSink.class).appendAll(again).block(PATIENCE);
        Counts.await(counts::entries, Map.of("appended", 2 * GOOD, "repeated", entries, "late", 0, "expired", 0));
        assertThat(counts.taken("pipeline-inbox")).isEqualTo(taken + again.size());
    }

    private static Stream<Fanout> fanouts(int partition) {
        return pipeline
                .getBean(KafkaSources.class)
                .scan(Topic.FANOUT, partition)
                .from(0, 100_000)
                .block(PATIENCE)
                .stream()
                .map(received -> received.value());
    }

    private static PartitionCounts partitions() {
        return pipeline.getBean(PartitionCounts.class);
    }

    private static <T> void append(Topic<T> topic, int partition, T value) {
        pipeline.getBean(RecordSink.class)
                .append(new Outgoing<>(topic, partition, "key", value))
                .block(PATIENCE);
    }
}
