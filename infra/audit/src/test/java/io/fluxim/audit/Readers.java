package io.fluxim.audit;

import io.fluxim.kafka.Progress;
import io.fluxim.kafka.Reader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** How far the readers are: each at its topic's end unless a test says otherwise. */
final class Readers {

    static final long END = 1_000;

    private final Map<Reader, Long> done = new EnumMap<>(Reader.class);

    void stand(Reader reader, long offset) {
        done.put(reader, offset);
    }

    Mono<List<Progress>> progress(Reader reader) {
        return Mono.fromSupplier(() -> IntStream.range(0, World.PARTITIONS)
                .mapToObj(partition -> new Progress(partition, 0, OptionalLong.of(done.getOrDefault(reader, END)), END))
                .toList());
    }
}
