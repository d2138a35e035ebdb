package io.fluxim.kafka.source;

import io.fluxim.kafka.KafkaMeters;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.kafka.topic.TraceHeaders;
import io.fluxim.protocol.topic.DeadLetter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** From Kafka's records to ours. What the codec refuses, in whatever way, is dead: it will refuse it for ever. */
final class RecordDecoder<T> {

    private static final byte[] NOTHING = new byte[0];

    private final Topic<T> topic;
    private final Counter unreadable;

    RecordDecoder(Topic<T> topic, MeterRegistry meters) {
        this.topic = topic;
        this.unreadable = meters.counter(KafkaMeters.UNREADABLE.meter(), "topic", topic.name());
    }

    void decode(ConsumerRecord<byte[], byte[]> record, Consumer<Received<T>> good, Consumer<DeadLetter> bad) {
        T value;
        try {
            value = topic.codec().decode(orNothing(record.value()));
        } catch (RuntimeException e) { // InvalidInput, or a defect of the codec: neither gets better by waiting
            unreadable.increment();
            bad.accept(dead(record, e));
            return;
        }
        good.accept(new Received<>(record.offset(), record.timestamp(), value, TraceHeaders.read(record.headers())));
    }

    private static DeadLetter dead(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
        return new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                "unreadable: " + cause,
                orNothing(record.key()),
                orNothing(record.value()));
    }

    /** Bytes of key and value. */
    static long size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedKeySize()) + (long) Math.max(0, record.serializedValueSize());
    }

    /** Kafka answers null for a key or value that is absent. */
    private static byte[] orNothing(byte @Nullable [] bytes) {
        return bytes == null ? NOTHING : bytes;
    }
}
