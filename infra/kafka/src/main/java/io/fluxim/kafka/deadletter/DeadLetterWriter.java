package io.fluxim.kafka.deadletter;

import io.fluxim.kafka.KafkaMeters;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.topic.DeadLetter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Sets records aside in {@code im.dead-letter}, with their cause and origin, and raises the alarm: each is a defect
 * ({@link KafkaMeters#DEAD_LETTERS}). A redelivered batch may set one aside again: topic, partition and offset tell that it is
 * the same.
 */
public final class DeadLetterWriter {

    /** The topic has one partition: dead letters are few, and read in order. */
    public static final int PARTITION = 0;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

    private final RecordSink sink;
    private final MeterRegistry meters;

    /** @param origins topics whose records are set aside here: counted from 0 on, so that the first one is seen */
    public DeadLetterWriter(RecordSink sink, MeterRegistry meters, Topic<?>... origins) {
        this.sink = sink;
        this.meters = meters;
        for (Topic<?> origin : origins) {
            counter(origin.name());
        }
    }

    /**
     * Appends these, each with as much of its value as the topic takes. Completes when all of them are durable; they are
     * counted and logged then.
     */
    public Mono<Void> setAside(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return Mono.empty();
        }
        return sink.appendAll(letters.stream().map(DeadLetterWriter::record).toList())
                .doOnSuccess(done -> letters.forEach(this::alarm));
    }

    private static Outgoing<DeadLetter> record(DeadLetter letter) {
        return new Outgoing<>(Topic.DEAD_LETTER, PARTITION, letter.topic(), letter.within(Topic.MAX_BATCH));
    }

    private void alarm(DeadLetter letter) {
        counter(letter.topic()).increment();
        LOG.warn(
                "dead letter: topic={} partition={} offset={} cause=\"{}\"; see ./fluxim dead-letters",
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.cause());
    }

    private Counter counter(String topic) {
        return meters.counter(KafkaMeters.DEAD_LETTERS.meter(), "topic", topic);
    }
}
