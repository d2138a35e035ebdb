package io.fluxim.audit;

import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.kafka.source.GroupProgress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** How far the readers are: each at its topic's end unless a test says otherwise. */
final class Readers {

    static final long END = 1_000;

    private final Map<ConsumerGroup, Long> done = new EnumMap<>(ConsumerGroup.class);

    void stand(ConsumerGroup reader, long offset) {
        done.put(reader, offset);
    }

    Mono<List<GroupProgress>> progress(ConsumerGroup reader) {
        return Mono.fromSupplier(() -> IntStream.range(0, World.PARTITIONS)
                .mapToObj(partition ->
                        new GroupProgress(partition, 0, OptionalLong.of(done.getOrDefault(reader, END)), END))
                .toList());
    }
}
