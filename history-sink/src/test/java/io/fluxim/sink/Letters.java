package io.fluxim.sink;

import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.topic.DeadLetter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The dead-letter topic, in memory; it can refuse. */
final class Letters implements RecordSink {

    private final List<DeadLetter> letters = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    void failNext(int times) {
        failures.set(times);
    }

    List<DeadLetter> all() {
        return letters;
    }

    @Override
    public Mono<Long> append(Outgoing<?> record) {
        return Mono.fromCallable(() -> {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("Kafka is away");
            }
            if (!record.topic().equals(Topic.DEAD_LETTER) || record.partition() != 0) {
                throw new AssertionError("nothing but dead letters is produced here: " + record);
            }
            letters.add((DeadLetter) record.value());
            return 0L;
        });
    }

    @Override
    public Mono<Void> appendAll(Collection<? extends Outgoing<?>> records) {
        return Flux.<Outgoing<?>>fromIterable(records).concatMap(this::append).then();
    }
}
