package io.fluxim.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Records into Kafka, through one queue and one thread: the order of subscription is the order of the queue, and no
 * caller ever waits for metadata or buffer space.
 *
 * <p>It stands on Kafka's producer, not on Reactor Kafka's sender: that signals results from two threads at once when a
 * send fails before it is queued, keeps no order between sends before its producer is made, and ends altogether at a
 * fatal error. Answers come on a parallel thread.
 */
public final class KafkaRecordSink implements RecordSink, AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final SendQueue queue;
    private final InFlight inFlight;
    private final MeterRegistry meters;
    private final Duration deadline;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "kafka-sink");
        thread.setDaemon(true);
        return thread;
    });

    public KafkaRecordSink(KafkaProperties properties, MeterRegistry meters) {
        this(new ClientSettings(properties).sink(), meters);
    }

    private KafkaRecordSink(SinkSettings settings, MeterRegistry meters) {
        this.inFlight = new InFlight(settings.maxRecords(), settings.maxBytes(), meters);
        this.queue = new SendQueue(settings.client(), sender, meters);
        this.meters = meters;
        this.deadline = settings.deadline();
    }

    @Override
    public Mono<Long> append(Outgoing<?> record) {
        return Mono.<Long>create(caller -> enqueue(record, caller)).publishOn(Schedulers.parallel());
    }

    @Override
    public Mono<Void> appendAll(Collection<? extends Outgoing<?>> records) {
        return Mono.<Void>create(caller -> enqueueAll(List.copyOf(records), caller))
                .publishOn(Schedulers.parallel());
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
        if (!inFlight.admit(size(encoded))) {
            refused(record, 1);
            caller.error(inFlight.overloaded());
            return;
        }
        queue.add(pending(encoded, new Outcome() {
            @Override
            public void appended(long at) {
                caller.success(at);
            }

            @Override
            public void failed(AppendFailed cause) {
                caller.error(cause);
            }
        }));
    }

    private void enqueueAll(List<Outgoing<?>> records, MonoSink<Void> caller) {
        if (records.isEmpty()) {
            caller.success();
            return;
        }
        List<ProducerRecord<byte[], byte[]>> encoded = new ArrayList<>(records.size());
        records.forEach(record -> encoded.add(encode(record)));
        long bytes = encoded.stream().mapToLong(KafkaRecordSink::size).sum();
        if (!inFlight.admitAll(encoded.size(), bytes)) {
            refused(records.get(0), records.size());
            caller.error(inFlight.overloaded());
            return;
        }
        Outcome all = new AllOf(encoded.size(), caller);
        encoded.forEach(record -> queue.add(pending(record, all)));
    }

    private Pending pending(ProducerRecord<byte[], byte[]> record, Outcome outcome) {
        long size = size(record);
        Timer.Sample started = Timer.start(meters);
        return new Pending(record, System.nanoTime() + deadline.toNanos(), new Outcome() {
            @Override
            public void appended(long at) {
                settle("appended");
                outcome.appended(at);
            }

            @Override
            public void failed(AppendFailed cause) {
                settle(cause instanceof AppendFailed.TooLarge ? "too-large" : "unconfirmed");
                outcome.failed(cause);
            }

            private void settle(String result) {
                inFlight.release(size);
                started.stop(meters.timer(KafkaMeters.APPEND.meter(), "topic", record.topic(), "outcome", result));
            }
        });
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

    private static long size(ProducerRecord<byte[], byte[]> record) {
        return (long) record.key().length + record.value().length;
    }

    /** What becomes of a record; called once, on any thread. */
    interface Outcome {
        void appended(long at);

        void failed(AppendFailed cause);
    }

    /**
     * A record on its way.
     *
     * @param record   encoded
     * @param deadline when, on the nano clock, sending it is given up; its acknowledgement has Kafka's own time limit
     * @param outcome  to be told once
     */
    record Pending(ProducerRecord<byte[], byte[]> record, long deadline, Outcome outcome) {

        void failed(Throwable cause) {
            String where = record.topic() + "-" + record.partition();
            outcome.failed(
                    cause instanceof RecordTooLargeException
                            ? new AppendFailed.TooLarge("too large for " + where + ": " + cause.getMessage(), cause)
                            : new AppendFailed.Unconfirmed("not acknowledged by " + where + ": " + cause, cause));
        }
    }
}
