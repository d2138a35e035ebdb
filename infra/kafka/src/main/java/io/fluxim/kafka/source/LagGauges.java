package io.fluxim.kafka.source;

import io.fluxim.kafka.KafkaMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far each of a consumer's partitions is behind, as gauges that live as long as their assignment. */
final class LagGauges {

    private static final Duration EVERY = Duration.ofSeconds(5);
    /** Asking the broker for the end of a paused partition holds the poll thread this long at most. */
    private static final Duration ASK = Duration.ofMillis(200);

    private final String group;
    private final MeterRegistry meters;
    private final Map<TopicPartition, Sampled> sampled = new ConcurrentHashMap<>();
    /** Poll thread only. */
    private long next = System.nanoTime();

    LagGauges(String group, MeterRegistry meters) {
        this.group = group;
        this.meters = meters;
    }

    void add(AssignedPartition<?> assigned) {
        AtomicLong value = new AtomicLong();
        Gauge lag = register(Gauge.builder(KafkaMeters.LAG.meter(), value, AtomicLong::get), assigned.partition());
        Gauge held = register(
                Gauge.builder(KafkaMeters.HELD.meter(), assigned, AssignedPartition::pending), assigned.partition());
        Gauge age = TimeGauge.builder(
                        KafkaMeters.LAG_AGE.meter(),
                        assigned,
                        TimeUnit.MILLISECONDS,
                        one -> one.age(System.currentTimeMillis()))
                .tags(tags(assigned.partition()))
                .register(meters);
        sampled.put(assigned.partition(), new Sampled(value, List.of(lag, held, age)));
    }

    private Gauge register(Gauge.Builder<?> gauge, TopicPartition partition) {
        return gauge.tags(tags(partition)).register(meters);
    }

    private Tags tags(TopicPartition partition) {
        return Tags.of(
                "group", group, "topic", partition.topic(), "partition", Integer.toString(partition.partition()));
    }

    void remove(TopicPartition partition) {
        Sampled gone = sampled.remove(partition);
        if (gone != null) {
            gone.gauges().forEach(meters::remove);
        }
    }

    void clear() {
        Set.copyOf(sampled.keySet()).forEach(this::remove);
    }

    /** Poll thread: every few seconds, what is unread in Kafka plus what is read and not done. */
    void sample(Consumer<?, ?> consumer, Collection<? extends AssignedPartition<?>> assignments) {
        if (System.nanoTime() - next < 0) {
            return;
        }
        next = System.nanoTime() + EVERY.toNanos();
        try {
            // a paused partition is not fetched, so the consumer does not learn its end by itself
            Set<TopicPartition> paused = consumer.paused();
            Map<TopicPartition, Long> ends = paused.isEmpty() ? Map.of() : consumer.endOffsets(paused, ASK);
            for (AssignedPartition<?> assigned : assignments) {
                TopicPartition partition = assigned.partition();
                long unread = ends.containsKey(partition)
                        ? ends.get(partition) - consumer.position(partition, ASK)
                        : consumer.currentLag(partition).orElse(0);
                Sampled of = sampled.get(partition);
                if (of != null) {
                    of.value().set(Math.max(0, unread) + assigned.pending());
                }
            }
        } catch (KafkaException e) {
            // the broker does not answer: the last sample stands, and the client's own metrics tell of the outage
            return;
        }
    }

    private record Sampled(AtomicLong value, List<Gauge> gauges) {}
}
