package io.fluxim.kafka.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** What stands in one partition now, without a group and without commits: for people who look, not for flows. */
public final class KafkaScan<T> {

    private static final Duration POLL = Duration.ofMillis(200);
    /** Longest wait for the next record, of which it is known that it is there. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TopicPartition partition;
    private final Map<String, Object> client;
    private final RecordDecoder<T> decoding;

    KafkaScan(TopicPartition partition, Map<String, Object> client, RecordDecoder<T> decoding) {
        this.partition = partition;
        this.client = client;
        this.decoding = decoding;
    }

    /**
     * Records from this offset on, ascending, at most {@code limit}, up to what is the end when it is asked. What cannot be
     * decoded is left out.
     */
    public Mono<List<Received<T>>> from(long offset, int limit) {
        return Mono.fromCallable(() -> read(offset, limit)).subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * All records, ascending, up to what is the end when it is subscribed; read as they are wanted, a poll ahead. What cannot
     * be decoded is left out.
     */
    public Flux<Received<T>> all() {
        return Flux.<List<Received<T>>, Passage>generate(() -> new Passage(0), this::onward, Passage::close)
                .hide() // fused, a cancel would close the consumer under the thread that polls
                .concatMapIterable(records -> records, 1)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Passage onward(Passage passage, SynchronousSink<List<Received<T>>> sink) {
        if (passage.arrived()) {
            sink.complete();
        } else {
            sink.next(passage.next());
        }
        return passage;
    }

    private List<Received<T>> read(long offset, int limit) {
        List<Received<T>> found = new ArrayList<>();
        try (Passage passage = new Passage(offset)) {
            while (!passage.arrived() && found.size() < limit) {
                found.addAll(passage.next());
            }
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    /** A consumer on its way to what was the end when it set out. Blocking, like Kafka's own. */
    private final class Passage implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        private final long end;

        Passage(long from) {
            List<TopicPartition> only = List.of(partition);
            try {
                consumer.assign(only);
                end = consumer.endOffsets(only).getOrDefault(partition, 0L);
                consumer.seek(
                        partition,
                        Math.max(from, consumer.beginningOffsets(only).getOrDefault(partition, 0L)));
            } catch (RuntimeException e) {
                consumer.close();
                throw e;
            }
        }

        boolean arrived() {
            return consumer.position(partition) >= end;
        }

        /** What comes next, as far as it can be decoded. */
        List<Received<T>> next() {
            long here = consumer.position(partition);
            long latest = System.nanoTime() + PATIENCE.toNanos();
            List<Received<T>> found = new ArrayList<>();
            while (consumer.position(partition) == here) {
                if (System.nanoTime() > latest) {
                    throw new IllegalStateException("nothing came of " + partition + " from " + here
                            + " on, and its end is " + end + ": waited " + PATIENCE);
                }
                consumer.poll(POLL).forEach(record -> decode(record, found));
            }
            return found;
        }

        /** A poll may bring what was appended since. */
        private void decode(ConsumerRecord<byte[], byte[]> record, List<Received<T>> found) {
            if (record.offset() < end) {
                decoding.decode(record, found::add, unreadable -> {});
            }
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
