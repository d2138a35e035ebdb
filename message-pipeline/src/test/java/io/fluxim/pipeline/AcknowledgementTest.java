package io.fluxim.pipeline;

import static io.fluxim.pipeline.Sample.ANN;
import static io.fluxim.pipeline.Sample.BOB;
import static io.fluxim.pipeline.Sample.direct;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.topic.Topic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Nothing is published before what comes before it is acknowledged: what the marks of the Inbox stage rely on. */
class AcknowledgementTest {

    private final Held kafka = new Held();

    @Test
    void givenBatchUnacknowledged_whenTheNextOneWaits_thenItIsNumberedButNothingOfItIsPublished() {
        Simulation simulation = new Simulation(1);
        simulation.accept(direct(ANN, BOB, "1"));
        simulation.accept(direct(ANN, BOB, "2"));
        simulation.accept(direct(ANN, BOB, "3"));
        Disposable running = simulation.sequencing(kafka).subscribe();

        assertThat(kafka.sequenced()).isEqualTo(1);
        assertThat(stored(simulation)).isEqualTo(2);
        kafka.acknowledge();
        assertThat(kafka.sequenced()).isEqualTo(2);
        running.dispose();
    }

    @Test
    void givenBatchInParts_whenOneIsUnacknowledged_thenTheNextOneWaits() {
        Simulation simulation = new Simulation(20); // 16 entries in one batch, 7 in a part: three parts
        for (int i = 0; i < 8; i++) {
            simulation.accept(direct(ANN, BOB, "m" + i));
        }
        Disposable running = simulation.sequencing(kafka).subscribe();

        for (int part = 1; part <= 3; part++) {
            assertThat(kafka.calls).hasSize(part);
            kafka.acknowledge();
        }
        assertThat(kafka.calls).hasSize(3);
        running.dispose();
    }

    private static int stored(Simulation simulation) {
        return simulation
                .timeline
                .after(direct(ANN, BOB, "1").conversation(), 0, 10)
                .blockOptional()
                .orElseThrow()
                .size();
    }

    /** Kafka that acknowledges when it is told to. */
    private static final class Held implements RecordSink {

        private final List<Collection<? extends Outgoing<?>>> calls = new ArrayList<>();
        private final Queue<Sinks.Empty<Void>> open = new ArrayDeque<>();

        @Override
        public Mono<Long> append(Outgoing<?> record) {
            return Mono.error(new UnsupportedOperationException("flows append batches"));
        }

        @Override
        public Mono<Void> appendAll(Collection<? extends Outgoing<?>> records) {
            return Mono.defer(() -> {
                Sinks.Empty<Void> answer = Sinks.empty();
                calls.add(records);
                open.add(answer);
                return answer.asMono();
            });
        }

        void acknowledge() {
            open.remove().tryEmitEmpty();
        }

        long sequenced() {
            return calls.stream()
                    .flatMap(Collection::stream)
                    .filter(record -> record.topic() == Topic.SEQUENCED)
                    .count();
        }
    }
}
