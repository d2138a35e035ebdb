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
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Consumers that come, crash and drain in any order while records flow. */
class ChurnIT {

    private static final int PARTITIONS = 4;
    private static final int RECORDS = 5_000;

    private final Random random = new Random(20_240_101);
    /** By partition: how far all before is done, as the effects of a store would say. */
    private final Map<Integer, Long> done = new ConcurrentHashMap<>();
    /** What must never be: a batch that starts beyond what was done, for its commit went ahead of the work. */
    private final List<String> skipped = new ArrayList<>();

    @Test
    void givenConsumersComeAndGo_whenAllIsCommitted_thenNothingWasSkipped() {
        Topic<String> topic = Texts.topic("churn", PARTITIONS);
        String group = TestStores.kafka().freshName("churn");
        try (KafkaRecordSink sink = Broker.sink()) {
            Flux.range(0, RECORDS / 100)
                    .concatMap(hundred -> sink.appendAll(IntStream.range(0, 100 * PARTITIONS)
                            .mapToObj(n -> Broker.text(
                                    topic, n % PARTITIONS, Integer.toString(hundred * 100 + n / PARTITIONS)))
                            .toList()))
                    .blockLast(Group.PATIENCE);
        }
        List<Group> running = new ArrayList<>();
        for (int step = 0; step < 10; step++) {
            if (running.size() < 2 || running.size() < 3 && random.nextBoolean()) {
                running.add(new Group(group, topic, work(), "source.max-records", "20", "source.lanes", "2"));

            } else {
                Group leaving = running.remove(random.nextInt(running.size()));
                if (random.nextBoolean()) {
                    leaving.source().drain().block(Group.PATIENCE);
                }
                leaving.close();
            }
        }
        running.forEach(Group::close);
        try (Group last = new Group(group, topic, work(), "source.max-records", "200", "source.lanes", "2")) {
            Flux.range(0, PARTITIONS)
                    .concatMap(partition -> Mono.fromSupplier(() -> Broker.committed(group, topic, partition))
                            .filter(committed -> committed == RECORDS)
                            .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(50))))
                    .blockLast(Duration.ofSeconds(60));
        }
        assertThat(skipped).isEmpty();
        assertThat(done.values()).hasSize(PARTITIONS).containsOnly(RECORDS - 1L);
    }

    /** Takes some milliseconds, then does the batch's records, unless one before them is not done. */
    private Function<Batch<String>, Mono<Void>> work() {
        return batch -> Mono.delay(Duration.ofMillis(5))
                .then(Mono.fromRunnable(() -> batch.shares().forEach(this::perform)));
    }

    private synchronized void perform(Batch.Share<String> share) {
        long first = share.records().get(0).offset();
        long last = share.records().get(share.records().size() - 1).offset();
        long before = done.getOrDefault(share.partition(), -1L);
        if (first > before + 1) {
            skipped.add(share.partition() + ": " + first + " after " + before);
        }
        done.merge(share.partition(), last, Math::max);
    }
}
