package io.fluxim.sink;

import io.fluxim.history.Appended.Refused;
import io.fluxim.kafka.Batch;
import io.fluxim.kafka.Outgoing;
import io.fluxim.kafka.Received;
import io.fluxim.kafka.RecordSink;
import io.fluxim.kafka.Topic;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.topic.Codecs;
import io.fluxim.protocol.topic.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Sets records aside in {@code im.dead-letter}, with their cause and origin, and raises the alarm. A redelivered batch may
 * set one aside again: topic, partition and offset tell that it is the same.
 */
final class SetAside {

    private static final Logger log = LoggerFactory.getLogger(SetAside.class);
    /** The topic has one partition: dead letters are few, and read in order. */
    private static final int PARTITION = 0;

    private final RecordSink sink;

    SetAside(RecordSink sink) {
        this.sink = sink;
    }

    /** Those that could not be read and those that the table refused; completes when all of them are durable. */
    Mono<Void> of(Batch<Message> batch, List<Refused> refused) {
        if (batch.unreadable().isEmpty() && refused.isEmpty()) {
            return Mono.empty();
        }
        List<DeadLetter> letters = Stream.concat(batch.unreadable().stream(), letters(batch, refused))
                .toList();
        List<Outgoing<DeadLetter>> records = letters.stream()
                .map(letter -> new Outgoing<>(Topic.DEAD_LETTER, PARTITION, letter.topic(), letter))
                .toList();
        return sink.appendAll(records).doOnSuccess(done -> letters.forEach(SetAside::alarm));
    }

    private static Stream<DeadLetter> letters(Batch<Message> batch, List<Refused> refused) {
        Map<Message, Origin> origins = new IdentityHashMap<>(); // the same message may stand in a batch twice
        batch.shares()
                .forEach(share -> share.records()
                        .forEach(record -> origins.put(record.value(), new Origin(share.partition(), record))));
        return refused.stream().map(one -> letter(origins, one));
    }

    /** Where a message stood. */
    private record Origin(int partition, Received<Message> record) {}

    private static DeadLetter letter(Map<Message, Origin> origins, Refused refused) {
        Message message = refused.message();
        @Nullable Origin origin = origins.get(message);
        if (origin == null) {
            throw new IllegalStateException("the archive refused a message that it was not given: " + message.id());
        }
        return new DeadLetter(
                Topic.SEQUENCED.name(),
                origin.partition(),
                origin.record().offset(),
                origin.record().at(),
                refused.cause(),
                message.conversation().key().getBytes(StandardCharsets.UTF_8),
                Codecs.MESSAGE.encode(message));
    }

    private static void alarm(DeadLetter letter) {
        log.warn(
                "dead letter: topic={} partition={} offset={} cause=\"{}\"; the cleaner keeps the message,"
                        + " see ./fluxim dead-letters",
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.cause());
    }
}
