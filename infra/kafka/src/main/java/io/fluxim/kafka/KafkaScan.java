package io.fluxim.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverRecord;

/** What stands in one partition now, without a group and without commits: for people who look, not for flows. */
public final class KafkaScan<T> {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    /** Longest wait for the next record, of which it is known that it is there. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Polls read ahead of the subscriber; then the partition is paused. */
    private static final int AHEAD = 1;

    private final TopicPartition partition;
    private final Map<String, Object> client;
    private final Decoding<T> decoding;

    KafkaScan(TopicPartition partition, Map<String, Object> client, Decoding<T> decoding) {
        this.partition = partition;
        this.client = client;
        this.decoding = decoding;
    }

    /**
     * Records from this offset on, ascending, at most {@code limit}, up to what is the end when it is asked. What cannot be
     * decoded is left out.
     */
    public Mono<List<Received<T>>> from(long offset, int limit) {
        return records(offset).take(limit).collectList().timeout(PATIENCE);
    }

    /**
     * All records, ascending, up to what is the end when it is subscribed; read as they are wanted, a poll ahead. What cannot
     * be decoded is left out.
     */
    public Flux<Received<T>> all() {
        return records(0);
    }

    private Flux<Received<T>> records(long from) {
        return Mono.fromCallable(this::bounds)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapMany(bounds -> received(Math.max(from, bounds.begin), bounds.end));
    }

    private Flux<Received<T>> received(long from, long end) {
        if (from >= end) {
            return Flux.empty();
        }
        return KafkaReceiver.create(options(from))
                .receiveBatch(AHEAD)
                .concatMap(Flux::collectList, AHEAD)
                .takeUntil(polled -> last(polled) >= end - 1)
                .concatMapIterable(polled -> decoded(polled, end), AHEAD);
    }

    private static long last(List<ReceiverRecord<byte[], byte[]>> polled) {
        return polled.isEmpty() ? -1 : polled.get(polled.size() - 1).offset();
    }

    /** A poll may bring what was appended since. */
    private List<Received<T>> decoded(List<ReceiverRecord<byte[], byte[]>> polled, long end) {
        List<Received<T>> found = new ArrayList<>(polled.size());
        polled.stream()
                .filter(record -> record.offset() < end)
                .forEach(record -> decoding.decode(record, found::add, unreadable -> {}));
        return found;
    }

    private ReceiverOptions<byte[], byte[]> options(long from) {
        return ReceiverOptions.<byte[], byte[]>create(client)
                .withKeyDeserializer(new ByteArrayDeserializer())
                .withValueDeserializer(new ByteArrayDeserializer())
                .assignment(List.of(partition))
                .pollTimeout(POLL)
                .closeTimeout(CLOSE)
                .addAssignListener(assigned -> assigned.forEach(one -> one.seek(from)));
    }

    /** Of what is there: the first offset, and the one after the last. */
    private record Bounds(long begin, long end) {}

    private Bounds bounds() {
        List<TopicPartition> only = List.of(partition);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return new Bounds(
                    consumer.beginningOffsets(only).getOrDefault(partition, 0L),
                    consumer.endOffsets(only).getOrDefault(partition, 0L));
        }
    }
}
