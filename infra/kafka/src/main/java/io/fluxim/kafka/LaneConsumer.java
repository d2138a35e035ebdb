package io.fluxim.kafka;

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
    /** What is held is handed out without reading for so long: then the group hears of us. */
    private static final Duration UNHEARD = Duration.ofMillis(200);
    /** How late a mark is noticed where nothing comes any more. */
    private static final Duration UNSETTLED = Duration.ofMillis(100);
    /** Longest wait for what has gathered in the log: the broker answers at once where there is anything. */
    private static final Duration GATHER = Duration.ofMillis(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaClientMetrics bound;
    private final ToIntFunction<T> weight;
    private final GroupSettings settings;
    private final Flow flow;
    private final Decoding<T> decoding;
    private final DistributionSummary sizes;
    private final Lag lag;
    private final Map<TopicPartition, Holding<T>> holdings = new LinkedHashMap<>();
    private final Handed<T> handed;
    private final Commits<T> commits;
    private boolean paused;
    private long tokens;
    private final Arrivals arrivals = new Arrivals();
    // on the clock of System.nanoTime
    private long polledAt = System.nanoTime();
    private long due = polledAt;

    /**
     * Who takes the batches.
     *
     * @param marked told when one is marked, on whatever thread that happens
     * @param await  waits until it is so, so long at most; whether it is
     */
    record Flow(Runnable marked, BiPredicate<BooleanSupplier, Duration> await) {}

    /** @param weight of a record, against {@link BatchLimits#weight()} */
    LaneConsumer(Topic<T> topic, ToIntFunction<T> weight, GroupSettings settings, MeterRegistry meters, Flow flow) {
        this.weight = weight;
        this.settings = settings;
        this.handed = new Handed<>(flow.marked());
        this.flow = flow;
        this.decoding = new Decoding<>(topic, meters);
        this.sizes = meters.summary(KafkaMeters.BATCH.meter(), "group", settings.group(), "topic", topic.name());
        this.lag = new Lag(settings.group(), meters);
        this.consumer =
                new KafkaConsumer<>(settings.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.commits = new Commits<>(consumer, settings, holdings.values());
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
        return handed.isDone();
    }

    /** Reads, so long at most, unless there is something left; whether there is something to cut. */
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
        int read = poll(handed.isEmpty() ? commits.left(longest) : UNSETTLED);
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
        Holding.Room room = new Holding.Room(settings.limits());
        List<Holding.Cut<T>> cuts = new ArrayList<>();
        for (Holding<T> holding : List.copyOf(holdings.values())) {
            holding.cut(room).ifPresent(cuts::add);
            if (!holding.isEmpty()) { // behind the others next time, or it would be served alone
                holdings.remove(holding.partition());
                holdings.put(holding.partition(), holding);
            }
        }
        sizes.record(cuts.stream().mapToInt(Holding.Cut::size).sum());
        due = System.nanoTime() + settings.times().rest().toNanos();
        return new Batch<>(cuts.stream().map(Holding.Cut::share).toList(), handed.add(cuts));
    }

    /** From any thread: ends a poll, or the next one. */
    void wakeup() {
        consumer.wakeup();
    }

    /** Commits what is done, and leaves the group. */
    @Override
    public void close() {
        handed.settle();
        commits.now(holdings.values());
        handed.clear();
        holdings.clear();
        lag.clear();
        bound.close();
        consumer.close(CloseOptions.timeout(CLOSE));
    }

    private boolean holds() {
        return holdings.values().stream().anyMatch(holding -> !holding.isEmpty());
    }

    /** How many records it brought. */
    private int poll(Duration longest) {
        handed.settle();
        commits.whenDue();
        lag.sample(consumer, holdings.values());
        ConsumerRecords<byte[], byte[]> records = polled(longest);
        polledAt = System.nanoTime();
        for (TopicPartition partition : records.partitions()) {
            Holding<T> holding = holdings.get(partition);
            if (holding != null) {
                records.records(partition).forEach(record -> hold(holding, record));
            }
        }
        return records.count();
    }

    private ConsumerRecords<byte[], byte[]> polled(Duration longest) {
        try {
            return consumer.poll(longest);
        } catch (WakeupException e) { // nothing was read: whoever woke us has told why
            return ConsumerRecords.empty();
        }
    }

    private void hold(Holding<T> holding, ConsumerRecord<byte[], byte[]> record) {
        long bytes = Decoding.size(record);
        decoding.decode(
                record,
                good -> holding.add(new Holding.Polled<>(
                        record.offset(),
                        record.timestamp(),
                        Optional.of(good),
                        Optional.empty(),
                        bytes,
                        weight.applyAsInt(good.value()))),
                bad -> holding.add(new Holding.Polled<>(
                        record.offset(), record.timestamp(), Optional.empty(), Optional.of(bad), bytes, 1)));
    }

    private List<Holding<T>> holdings(Collection<TopicPartition> partitions) {
        return holdings.values().stream()
                .filter(holding -> partitions.contains(holding.partition()))
                .toList();
    }

    private void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            holdings.remove(partition);
            lag.remove(partition);
        });
    }

    /** On the lane's thread, within a poll or the close. */
    private final class Rebalances implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                Holding<T> holding = new Holding<>(partition, ++tokens);
                holdings.put(partition, holding);
                lag.add(holding);
            }
        }

        /**
         * Waits for all in hand, whose marks count in order. That holds the rebalance, not the heartbeat; less work is done
         * twice that way, and nothing depends on it.
         */
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Duration grace = settings.times().grace();
            if (handed.has(partitions) && !flow.await().test(handed::isDone, grace)) {
                LOG.debug("revoked_in_hand group={} after={}", settings.group(), grace);
            }
            handed.settle();
            commits.now(holdings(partitions));
            forget(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            forget(partitions);
        }
    }
}
