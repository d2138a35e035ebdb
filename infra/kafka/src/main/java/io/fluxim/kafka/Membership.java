package io.fluxim.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.kafka.receiver.internals.ConsumerFactory;
import reactor.util.concurrent.Queues;

/** One subscription's membership in the group: from joining to having left. */
final class Membership<T> implements WatchedConsumer.Watch {

    /** How long a poll waits for records: how late, at most, a paused partition is resumed and a commit is sent. */
    static final Duration POLL = Duration.ofMillis(20);
    /** Longest wait for the last commit and for leaving the group when the broker does not answer. */
    static final Duration CLOSE = Duration.ofSeconds(5);
    /** Assignments not yet taken by the flow: far more than partitions; at this bound the flow is broken and restarts. */
    private static final int ASSIGNMENTS = 1024;

    private final Topic<T> topic;
    private final GroupSettings settings;
    private final MeterRegistry meters;
    private final PartitionFeed.Rules<T> rules;
    private final Lag lag;
    private final Map<TopicPartition, PartitionFeed<T>> feeds = new ConcurrentHashMap<>();
    private final Sinks.Many<Assigned<T>> assignments = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<Assigned<T>>get(ASSIGNMENTS).get());
    private final Sinks.Empty<Void> draining = Sinks.empty();
    private final Sinks.Empty<Void> left = Sinks.empty();
    /** Raised by whoever drains or cancels, read by the poll thread. */
    private volatile boolean leaving;
    /** Not before, on the clock of {@link System#nanoTime()}, more is read; moved by the poll thread only. */
    private long due = System.nanoTime();
    /** Raised once, when the consumer is closed. */
    private volatile boolean gone;

    Membership(Topic<T> topic, GroupSettings settings, MeterRegistry meters, Scheduler scheduler) {
        this.topic = topic;
        this.settings = settings;
        this.meters = meters;
        this.rules = new PartitionFeed.Rules<>(
                new Decoding<>(topic, meters),
                settings.limits(),
                scheduler,
                meters.summary(KafkaMeters.BATCH.meter(), "group", settings.group(), "topic", topic.name()));
        this.lag = new Lag(settings.group(), meters);
    }

    /** Joins on subscription; errors end it, {@link #drain()} completes it after the group is left. */
    Flux<Assigned<T>> partitions() {
        return Flux.merge(assignments.asFlux(), polled()).publishOn(rules.scheduler(), false, ASSIGNMENTS);
    }

    /** Ends every partition; the consumer stays until what was handed out is done. */
    Mono<Void> drain() {
        return Mono.defer(() -> {
            leaving = true;
            feeds.values().forEach(PartitionFeed::end);
            draining.tryEmitEmpty();
            return left.asMono();
        });
    }

    /** Whether the group is left. */
    boolean gone() {
        return gone;
    }

    private Flux<Assigned<T>> polled() {
        KafkaReceiver<byte[], byte[]> receiver = KafkaReceiver.create(new Consumers(), options());
        return receiver.receiveBatch()
                .concatMap(Flux::collectList) // on the poll thread, as all up to accept
                .doOnNext(this::accept)
                .doOnCancel(this::abandon)
                .takeUntilOther(draining.asMono().then(Mono.defer(this::settled)))
                .then(left.asMono())
                .doOnError(e -> left()) // closed by now, or never made
                .doFinally(signal -> abandon())
                .doOnSuccess(nothing -> assignments.tryEmitComplete())
                .thenMany(Flux.empty());
    }

    private Mono<Void> settled() {
        return Mono.when(feeds.values().stream()
                .map(feed -> Mono.fromFuture(feed.settled(), true))
                .toList());
    }

    private ReceiverOptions<byte[], byte[]> options() {
        return ReceiverOptions.<byte[], byte[]>create(settings.client())
                .subscription(List.of(topic.name()))
                .pollTimeout(POLL)
                .closeTimeout(CLOSE)
                .consumerListener(new ConsumerMeters(meters))
                .commitInterval(settings.times().commit())
                .maxDelayRebalance(Duration.ZERO); // revoked() waits instead
    }

    private void accept(List<ReceiverRecord<byte[], byte[]>> records) {
        for (ReceiverRecord<byte[], byte[]> record : records) {
            PartitionFeed<T> feed = feeds.get(record.receiverOffset().topicPartition());
            if (feed != null) { // else leaving: whoever has the partition next reads it again
                feed.offer(record);
            }
        }
        feeds.values().forEach(PartitionFeed::offered);
        if (!records.isEmpty() && records.size() < settings.limits().records()) { // else more is waiting already
            long busy = feeds.values().stream()
                    .mapToLong(PartitionFeed::lastTook)
                    .max()
                    .orElse(0);
            due = System.nanoTime()
                    + settings.times().rest(Duration.ofNanos(busy)).toNanos();
        }
    }

    /** Cancelled or failed: nothing in hand counts any more, and nobody waits for it. */
    private void abandon() {
        leaving = true;
        feeds.values().forEach(PartitionFeed::leave);
    }

    @Override
    public boolean beforePoll(WatchedConsumer consumer) {
        Set<TopicPartition> paused = consumer.paused();
        for (PartitionFeed<T> feed : feeds.values()) {
            if (!paused.contains(feed.partition())) {
                if (feed.full()) {
                    consumer.pause(List.of(feed.partition()));
                }
            } else if (feed.wanting()) {
                consumer.resume(List.of(feed.partition()));
            }
        }
        lag.sample(consumer, feeds.values());
        long rest = due - System.nanoTime();
        boolean rests = rest > 0 && !leaving;
        if (rests) {
            LockSupport.parkNanos(rest);
        }
        return rests;
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        if (leaving) {
            return;
        }
        for (TopicPartition partition : partitions) {
            PartitionFeed<T> feed = new PartitionFeed<>(partition, rules);
            feeds.put(partition, feed);
            lag.add(feed);
            assignments.emitNext(feed.assigned(), Sinks.EmitFailureHandler.FAIL_FAST);
        }
        if (leaving) { // drained just now, perhaps without seeing these
            partitions.forEach(this::leave);
        }
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions) {
        List<PartitionFeed<T>> going = feeds.values().stream()
                .filter(feed -> partitions.contains(feed.partition()))
                .toList();
        going.forEach(PartitionFeed::end);
        long deadline = System.nanoTime() + settings.times().grace().toNanos();
        going.forEach(feed -> await(feed, deadline));
        partitions.forEach(this::leave);
    }

    @Override
    public void lost(Collection<TopicPartition> partitions) {
        partitions.forEach(this::leave);
    }

    @Override
    public void left() {
        gone = true;
        lag.clear();
        left.tryEmitEmpty();
    }

    private void leave(TopicPartition partition) {
        PartitionFeed<T> feed = feeds.remove(partition);
        if (feed != null) {
            feed.leave();
            lag.remove(partition);
        }
    }

    /** Holds the rebalance, not the heartbeat; less work is done twice that way, and nothing depends on it. */
    private static void await(PartitionFeed<?> feed, long deadline) {
        try {
            feed.settled().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            feed.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a feed settles, it does not fail", e);
        }
    }

    private final class Consumers extends ConsumerFactory {
        @Override
        @SuppressWarnings("unchecked") // this receiver's keys and values are bytes
        public <K, V> Consumer<K, V> createConsumer(ReceiverOptions<K, V> options) {
            WatchedConsumer consumer = new WatchedConsumer(options.consumerProperties(), Membership.this);
            return (Consumer<K, V>) consumer;
        }
    }
}
