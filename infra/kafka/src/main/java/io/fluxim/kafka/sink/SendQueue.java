package io.fluxim.kafka.sink;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records to send, in order, and the one thread that sends them. A producer that can go no further is replaced; what
 * it had in flight fails, unconfirmed. Bounded by {@link InFlightLimiter}.
 */
final class SendQueue {

    private static final Logger LOG = LoggerFactory.getLogger(SendQueue.class);

    private final SinkSettings settings;
    private final Executor thread;
    private final MeterRegistry meters;
    private final Queue<PendingRecord> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Replaced by the sending thread only. */
    private volatile Sender sender;

    SendQueue(SinkSettings settings, Executor thread, MeterRegistry meters) {
        this.settings = settings;
        this.thread = thread;
        this.meters = meters;
        this.sender = new Sender();
    }

    void add(PendingRecord record) {
        queue.add(record);
        if (closed.get()) {
            failQueued();
        } else {
            wake();
        }
    }

    /** Sends what is queued by now, waits for its acknowledgements, closes the producer. */
    void close(Duration timeout) {
        if (closed.compareAndSet(false, true)) {
            thread.execute(() -> {
                sendQueued();
                sender.close(timeout);
                failQueued();
            });
        }
    }

    private void wake() {
        if (wanted.getAndIncrement() != 0) {
            return;
        }
        try {
            thread.execute(this::drain);
        } catch (RejectedExecutionException e) { // closed
            failQueued();
        }
    }

    private void drain() {
        int seen = wanted.get();
        do {
            if (closed.get()) {
                failQueued();
            } else {
                sendQueued();
            }
            seen = wanted.addAndGet(-seen);
        } while (seen != 0);
    }

    private void sendQueued() {
        for (PendingRecord next = queue.poll(); next != null; next = queue.poll()) {
            send(next);
        }
    }

    private void failQueued() {
        for (PendingRecord next = queue.poll(); next != null; next = queue.poll()) {
            next.failed(new IllegalStateException("the sink is closed"));
        }
    }

    private void send(PendingRecord record) {
        if (System.nanoTime() - record.since() > settings.deadline().toNanos()) {
            record.failed(new TimeoutException("waited too long to be sent"));
            return;
        }
        try {
            if (sender.broken) {
                LOG.warn("producer_replaced");
                sender.close(Duration.ZERO);
                sender = new Sender();
            }
        } catch (RuntimeException e) { // the next record tries again
            record.failed(e);
            return;
        }
        sender.send(record);
    }

    private final class Sender {
        private final Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings.client(), new ByteArraySerializer(), new ByteArraySerializer());
        private final KafkaClientMetrics metrics = new KafkaClientMetrics(producer);
        /** Raised by whichever thread sees it first. */
        private volatile boolean broken;

        Sender() {
            metrics.bindTo(meters);
        }

        /** Kafka either throws, and calls back not at all, or calls back once, here or on its own thread. */
        void send(PendingRecord record) {
            try {
                producer.send(record.record(), (metadata, failure) -> {
                    if (failure == null) {
                        record.appended(metadata.timestamp());
                    } else {
                        if (fatal(failure)) {
                            broken = true;
                        }
                        record.failed(failure);
                    }
                });
            } catch (KafkaException | IllegalStateException e) {
                broken = true;
                record.failed(e);
            }
        }

        void close(Duration timeout) {
            metrics.close();
            producer.close(timeout);
        }

        private static boolean fatal(Exception failure) {
            return failure instanceof ProducerFencedException
                    || failure instanceof OutOfOrderSequenceException
                    || failure instanceof InvalidProducerEpochException
                    || failure instanceof ClusterAuthorizationException
                    || failure instanceof UnsupportedVersionException;
        }
    }
}
