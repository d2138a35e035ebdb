package io.fluxim.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverPartition;
import reactor.kafka.receiver.ReceiverRecord;

/**
 * One partition from its end on, without a group and without commits: for records that are worth something only now.
 *
 * <p>For one subscription. After its end or error make another tail: it begins at the end of that time, and what was
 * appended in between is not seen.
 */
public final class KafkaTail<T> {

    /** Polls read ahead of the subscriber; then the partition is paused. */
    private static final int AHEAD = 2;

    private final Topic<T> topic;
    private final TopicPartition partition;
    private final Map<String, Object> client;
    private final Decoding<T> decoding;
    private final MeterRegistry meters;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final Sinks.Empty<Void> ready = Sinks.empty();

    KafkaTail(Topic<T> topic, int partition, Map<String, Object> client, MeterRegistry meters) {
        this.topic = topic;
        this.partition = new TopicPartition(topic.name(), partition);
        this.client = client;
        this.decoding = new Decoding<>(topic, meters);
        this.meters = meters;
    }

    /**
     * Completes once {@link #records()}, which someone has to subscribe, stands at the end: every record whose append
     * begins after that will be seen. Fails if {@link #records()} ends before.
     */
    public Mono<Void> ready() {
        return ready.asMono();
    }

    /** The records in order, on a parallel thread. What cannot be decoded is counted and left out. */
    public Flux<Received<T>> records() {
        return Flux.defer(() -> taken.compareAndSet(false, true)
                        ? KafkaReceiver.create(options()).receiveBatch().concatMap(Flux::collectList)
                        : Flux.<List<ReceiverRecord<byte[], byte[]>>>error(
                                new IllegalStateException("the tail of " + partition + " was subscribed before")))
                .publishOn(Schedulers.parallel(), AHEAD)
                .concatMapIterable(this::decode, 1)
                .doOnError(ready::tryEmitError)
                .doFinally(
                        signal -> ready.tryEmitError(new CancellationException("the tail of " + partition + " ended")));
    }

    private List<Received<T>> decode(List<ReceiverRecord<byte[], byte[]>> polled) {
        List<Received<T>> records = new ArrayList<>(polled.size());
        polled.forEach(record -> decoding.decode(record, records::add, unreadable -> {}));
        return records;
    }

    private ReceiverOptions<byte[], byte[]> options() {
        return ReceiverOptions.<byte[], byte[]>create(client)
                .withKeyDeserializer(new ByteArrayDeserializer())
                .withValueDeserializer(new ByteArrayDeserializer())
                .assignment(List.of(partition))
                .consumerListener(new ConsumerMeters(meters))
                .closeTimeout(java.time.Duration.ofSeconds(5))
                .pollTimeout(java.time.Duration.ofMillis(20))
                .addAssignListener(assigned -> assigned.forEach(this::seek));
    }

    /** Seeking is lazy; asking for the position does it, so that "ready" is no promise but a fact. */
    private void seek(ReceiverPartition assigned) {
        assigned.seekToEnd();
        assigned.position();
        ready.tryEmitEmpty();
    }
}
