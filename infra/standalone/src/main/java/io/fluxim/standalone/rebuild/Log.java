package io.fluxim.standalone.rebuild;

import io.fluxim.kafka.KafkaSources;
import io.fluxim.kafka.Received;
import io.fluxim.kafka.Topic;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All messages that {@code im.sequenced} keeps, in pages, each conversation in its order. */
final class Log {

    /** Records read at once. */
    private static final int PAGE = 2_000;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaSources sources;
    private final PartitionCounts counts;

    Log(KafkaSources sources, PartitionCounts counts) {
        this.sources = sources;
        this.counts = counts;
    }

    int partitions() {
        return counts.sequenced();
    }

    /** Of one partition, from its beginning to its present end. */
    Flux<List<Message>> messages(int partition) {
        return page(partition, 0)
                .expand(page -> page(partition, page.get(page.size() - 1).offset() + 1))
                .map(page -> page.stream().map(Received::value).toList());
    }

    /** Empty behind the last record. */
    private Mono<List<Received<Message>>> page(int partition, long from) {
        return sources.scan(Topic.SEQUENCED, partition)
                .from(from, PAGE)
                .timeout(PATIENCE)
                .filter(page -> !page.isEmpty());
    }
}
