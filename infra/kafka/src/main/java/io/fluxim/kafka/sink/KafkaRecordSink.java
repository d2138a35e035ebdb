package io.fluxim.kafka.sink;

import io.fluxim.kafka.KafkaMeters;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.kafka.topic.TraceHeaders;
import io.fluxim.loops.EventLoops;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Records into Kafka, through one queue and one thread: the order of subscription is the order of the queue, and no
 * caller ever waits for metadata or buffer space.
 *
 * <p>It stands on Kafka's producer, not on Reactor Kafka's sender: that signals results from two threads at once when a
 * send fails before it is queued, keeps no order between sends before its producer is made, and ends altogether at a
 * fatal error. Answers come on an event loop, those of one partition on one.
 */
public final class KafkaRecordSink implements RecordSink, AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final SendQueue queue;
    private final PendingRecord.Accounts accounts;
    private final CallbackQueues callbacks;
    private final MeterRegistry meters;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "kafka-sink");
        thread.setDaemon(true);
        return thread;
    });

    public KafkaRecordSink(KafkaProperties properties, EventLoops loops, MeterRegistry meters) {
        this(SinkSettings.of(properties), loops, meters);
    }

    private KafkaRecordSink(SinkSettings settings, EventLoops loops, MeterRegistry meters) {
        this.callbacks = new CallbackQueues(loops);
        this.accounts = new PendingRecord.Accounts(
                new InFlightLimiter(settings.maxRecords(), settings.maxBytes(), meters), new AppendTimers(meters));
        this.queue = new SendQueue(settings, sender, meters);
        this.meters = meters;
    }

    @Override
    public Mono<Long> append(Outgoing<?> record) {
        return Mono.create(caller -> enqueue(record, caller));
    }

    @Override
    public Mono<Void> appendAll(Collection<? extends Outgoing<?>> records) {
        return Mono.create(caller -> enqueueAll(List.copyOf(records), caller));
    }

    /** Sends what is queued, waits for acknowledgements a while, then closes; later appends fail. */
    @Override
    public void close() {
        queue.close(CLOSE);
        sender.shutdown();
        try {
            if (!sender.awaitTermination(CLOSE.toMillis() + 1000, TimeUnit.MILLISECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException e) {
            sender.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void enqueue(Outgoing<?> record, MonoSink<Long> caller) {
        ProducerRecord<byte[], byte[]> encoded = encode(record);
        TopicPartition partition = new TopicPartition(encoded.topic(), record.partition());
        long size = PendingRecord.size(encoded);
        if (!accounts.inFlight().admit(partition, size)) {
            refused(record, 1);
            callbacks.tell(
                    record.partition(), () -> caller.error(accounts.inFlight().overloaded()));
            return;
        }
        PendingRecord.Outcome outcome = telling(record.partition(), caller::success, caller::error);
        send(pending(encoded, outcome.after(() -> accounts.inFlight().left(partition, size))));
    }

    private void enqueueAll(List<Outgoing<?>> records, MonoSink<Void> caller) {
        if (records.isEmpty()) {
            caller.success();
            return;
        }
        List<ProducerRecord<byte[], byte[]>> encoded = new ArrayList<>(records.size());
        long bytes = 0;
        for (Outgoing<?> record : records) {
            ProducerRecord<byte[], byte[]> one = encode(record);
            encoded.add(one);
            bytes += PendingRecord.size(one);
        }
        int partition = records.get(0).partition();
        if (!accounts.inFlight().admitAll(encoded.size(), bytes)) {
            refused(records.get(0), records.size());
            callbacks.tell(partition, () -> caller.error(accounts.inFlight().overloaded()));
            return;
        }
        PendingRecord.Outcome all =
                new CombinedOutcome(encoded.size(), telling(partition, at -> caller.success(), caller::error));
        encoded.forEach(record -> send(pending(record, all)));
    }

    /** The broker takes larger ones, so that what it refuses is never a batch that has others beside the one. */
    private void send(PendingRecord pending) {
        boolean deadLetter = pending.record().topic().equals(Topic.DEAD_LETTER.name());
        long size = PendingRecord.size(pending.record());
        if (size > Topic.MAX_RECORD && !deadLetter) {
            pending.failed(new RecordTooLargeException(
                    "key and value have " + size + " bytes, more than " + Topic.MAX_RECORD));
        } else {
            queue.add(pending);
        }
    }

    private PendingRecord.Outcome telling(int partition, LongConsumer appended, Consumer<AppendFailed> failed) {
        return new PendingRecord.Outcome() {
            @Override
            public void appended(long at) {
                callbacks.tell(partition, () -> appended.accept(at));
            }

            @Override
            public void failed(AppendFailed cause) {
                callbacks.tell(partition, () -> failed.accept(cause));
            }
        };
    }

    private PendingRecord pending(ProducerRecord<byte[], byte[]> record, PendingRecord.Outcome outcome) {
        return new PendingRecord(record, System.nanoTime(), outcome, accounts);
    }

    private void refused(Outgoing<?> first, int records) {
        meters.counter(KafkaMeters.REFUSED.meter(), "topic", first.topic().name())
                .increment(records);
    }

    private static <T> ProducerRecord<byte[], byte[]> encode(Outgoing<T> record) {
        ProducerRecord<byte[], byte[]> encoded = new ProducerRecord<>(
                record.topic().name(),
                record.partition(),
                record.key().getBytes(StandardCharsets.UTF_8),
                record.topic().codec().encode(record.value()));
        TraceHeaders.write(record.traces(), encoded.headers());
        return encoded;
    }
}
