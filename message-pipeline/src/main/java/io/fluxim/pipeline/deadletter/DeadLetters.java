package io.fluxim.pipeline.deadletter;

import io.fluxim.kafka.Outgoing;
import io.fluxim.kafka.RecordSink;
import io.fluxim.kafka.Topic;
import io.fluxim.protocol.topic.DeadLetter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Sets records aside in {@code im.dead-letter}, with their cause and origin. A redelivered batch may set one aside again:
 * topic, partition and offset tell that it is the same.
 */
public final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    /** The topic has one partition: dead letters are few, and read in order. */
    public static final int PARTITION = 0;

    private final RecordSink sink;
    private final Counter buried;

    /** Counts in {@code im.pipeline.dead.letters}: anything above 0 is a defect. */
    public DeadLetters(RecordSink sink, MeterRegistry registry) {
        this.sink = sink;
        this.buried = Counter.builder("im.pipeline.dead.letters")
                .description("Records that can never succeed; each is a defect")
                .register(registry);
    }

    /** Completes when all of them are durable. */
    public Mono<Void> bury(List<DeadLetter> dead) {
        if (dead.isEmpty()) {
            return Mono.empty();
        }
        List<Outgoing<DeadLetter>> records = dead.stream()
                .map(letter -> new Outgoing<>(Topic.DEAD_LETTER, PARTITION, letter.topic(), letter))
                .toList();
        return sink.appendAll(records).doOnSuccess(done -> dead.forEach(this::alarm));
    }

    private void alarm(DeadLetter letter) {
        buried.increment();
        log.warn(
                "dead letter: topic={} partition={} offset={} cause=\"{}\"; see ./fluxim dead-letters",
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.cause());
    }
}
