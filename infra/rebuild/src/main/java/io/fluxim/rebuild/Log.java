package io.fluxim.rebuild;

import io.fluxim.kafka.source.KafkaSources;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.topic.PartitionCounts;
import reactor.core.publisher.Flux;

/** All messages that {@code im.sequenced} keeps, each conversation in its order; some come again, as in every topic. */
final class Log {

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
    Flux<Message> messages(int partition) {
        return sources.scan(Topic.SEQUENCED, partition).all().map(Received::value);
    }
}
