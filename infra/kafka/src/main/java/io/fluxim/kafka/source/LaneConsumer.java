package io.fluxim.kafka.source;

import io.fluxim.kafka.KafkaMeters;
import io.fluxim.kafka.topic.Topic;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer of a group with what it has read: cuts batches and commits what is done of them. Of one thread, but for
 * {@link #wakeup()} and the marks of batches.
 */
final class LaneConsumer<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneConsumer.class);
    /** Longest wait for leaving the group when the broker does not answer. */
    private static final Duration CLOSE = Duration.ofSeconds(5);
    /** Longest time that held records are handed out without a poll; the group must hear of us. */
    private static final Duration UNHEARD = Duration.ofMillis(200);
    /** How late a mark is noticed where nothing comes any more. */
    private static final Duration UNSETTLED = Duration.ofMillis(100);
    /** Longest wait for what has gathered in the log: the broker answers at once where there is anything. */
    private static final Duration GATHER = Duration.ofMillis(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaClientMetrics bound;
    private final ToIntFunction<T> weight;
    private final GroupSettings settings;
    private final Downstream downstream;
    private final RecordDecoder<T> decoding;
    private final DistributionSummary sizes;
    private final LagGauges lag;
    private final Map<TopicPartition, AssignedPartition<T>> assignments = new LinkedHashMap<>();
    private final InFlightBatches<T> inFlight;
    private final Commits<T> commits;
    private boolean paused;
    private long tokens;
    private final ArrivalRate arrivals = new ArrivalRate();
    // on the clock of System.nanoTime
    private long polledAt = System.nanoTime();
    private long due = polledAt;

    /**
     * Who takes the batches.
     *
     * @param marked told when one is marked, on whatever thread that happens
     * @param await  waits until the condition holds, at most this long; answers whether it does
     */
    record Downstream(Runnable marked, BiPredicate<BooleanSupplier, Duration> await) {}

    /** @param weight of a record, against {@link BatchLimits#weight()} */
    LaneConsumer(
            Topic<T> topic,
            ToIntFunction<T> weight,
            GroupSettings settings,
            MeterRegistry meters,
            Downstream downstream) {
        this.weight = weight;
        this.settings = settings;
        this.inFlight = new InFlightBatches<>(downstream.marked());
        this.downstream = downstream;
        this.decoding = new RecordDecoder<>(topic, meters);
        this.sizes = meters.summary(KafkaMeters.BATCH.meter(), "group", settings.group(), "topic", topic.name());
        this.lag = new LagGauges(settings.group(), meters);
        this.consumer =
                new KafkaConsumer<>(settings.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.commits = new Commits<>(consumer, settings, assignments.values());
        this.bound = new KafkaClientMetrics(consumer);
        bound.bindTo(meters);
        consumer.subscribe(List.of(topic.name()), new Rebalances());
    }

    /** Whether it is too soon to read again. */
    boolean rests() {
        return due - System.nanoTime() > 0;
    }

    Duration untilDue() {
        return Duration.ofNanos(Math.max(0, due - System.nanoTime()));
    }

    /** Whether all batches in the flow's hands are marked. */
    boolean isDone() {
        return inFlight.isDone();
    }

    /** Reads for at most this long, unless records are left; answers whether there is something to cut. */
    boolean read(Duration longest) {
        if (holds()) {
            if (System.nanoTime() - polledAt > UNHEARD.toNanos()) {
                beside(Duration.ZERO);
            }
            return holds();
        }
        if (paused) {
            consumer.resume(consumer.paused());
            paused = false;
        }
        long gathered = arrivals.expected(System.nanoTime());
        int read = poll(inFlight.isEmpty() ? commits.left(longest) : UNSETTLED);
        if (read > 0 && read < gathered) {
            // what a poll returns first was fetched ahead, just after the poll before: most has come since
            read += poll(GATHER);
        }
        arrivals.read(read, polledAt);
        return holds();
    }

    /** Keeps up the membership while nothing more is wanted. */
    void beside(Duration longest) {
        consumer.pause(consumer.assignment());
        paused = true;
        poll(longest);
    }

    /** The next batch; there is something to cut. */
    Batch<T> cut() {
        AssignedPartition.Room room = new AssignedPartition.Room(settings.limits());
        List<AssignedPartition.Cut<T>> cuts = new ArrayList<>();
        for (AssignedPartition<T> assigned : List.copyOf(assignments.values())) {
            assigned.cut(room).ifPresent(cuts::add);
            if (!assigned.isEmpty()) { // behind the others next time, or it would be served alone
                assignments.remove(assigned.partition());
                assignments.put(assigned.partition(), assigned);
            }
        }
        sizes.record(cuts.stream().mapToInt(AssignedPartition.Cut::size).sum());
        due = System.nanoTime() + settings.times().rest().toNanos();
        return new Batch<>(cuts.stream().map(AssignedPartition.Cut::share).toList(), inFlight.add(cuts));
    }

    /** From any thread: ends a poll, or the next one. */
    void wakeup() {
        consumer.wakeup();
    }

    /** Commits what is done, and leaves the group. */
    @Override
    public void close() {
        inFlight.settle();
        commits.now(assignments.values());
        inFlight.clear();
        assignments.clear();
        lag.clear();
        bound.close();
        consumer.close(CloseOptions.timeout(CLOSE));
    }

    private boolean holds() {
        return assignments.values().stream().anyMatch(assigned -> !assigned.isEmpty());
    }

    /** How many records it brought. */
    private int poll(Duration longest) {
        inFlight.settle();
        commits.whenDue();
        lag.sample(consumer, assignments.values());
        ConsumerRecords<byte[], byte[]> records = polled(longest);
        polledAt = System.nanoTime();
        for (TopicPartition partition : records.partitions()) {
            AssignedPartition<T> assigned = assignments.get(partition);
            if (assigned != null) {
                records.records(partition).forEach(record -> hold(assigned, record));
            }
        }
        return records.count();
    }

    private ConsumerRecords<byte[], byte[]> polled(Duration longest) {
        try {
            return consumer.poll(longest);
        } catch (WakeupException e) { // nothing was read: the one that woke us has told why
            return ConsumerRecords.empty();
        }
    }

    private void hold(AssignedPartition<T> assigned, ConsumerRecord<byte[], byte[]> record) {
        long bytes = RecordDecoder.size(record);
        decoding.decode(
                record,
                good -> assigned.add(new AssignedPartition.Polled<>(
                        record.offset(),
                        record.timestamp(),
                        Optional.of(good),
                        Optional.empty(),
                        bytes,
                        weight.applyAsInt(good.value()))),
                bad -> assigned.add(new AssignedPartition.Polled<>(
                        record.offset(), record.timestamp(), Optional.empty(), Optional.of(bad), bytes, 1)));
    }

    private List<AssignedPartition<T>> assignments(Collection<TopicPartition> partitions) {
        return assignments.values().stream()
                .filter(assigned -> partitions.contains(assigned.partition()))
                .toList();
    }

    private void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            assignments.remove(partition);
            lag.remove(partition);
        });
    }

    /** On the lane's thread, within a poll or the close. */
    private final class Rebalances implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                AssignedPartition<T> assigned = new AssignedPartition<>(partition, ++tokens);
                assignments.put(partition, assigned);
                lag.add(assigned);
            }
        }

        /**
         * Waits for all in hand, whose marks count in order. That holds the rebalance, not the heartbeat; less work is done
         * twice that way, and nothing depends on it.
         */
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Duration grace = settings.times().grace();
            if (inFlight.has(partitions) && !downstream.await().test(inFlight::isDone, grace)) {
                LOG.debug("revoked_in_hand group={} after={}", settings.group(), grace);
            }
            inFlight.settle();
            commits.now(assignments(partitions));
            forget(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            forget(partitions);
        }
    }
}
