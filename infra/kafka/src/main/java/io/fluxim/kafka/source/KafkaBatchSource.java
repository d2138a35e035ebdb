package io.fluxim.kafka.source;

import io.fluxim.kafka.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A group's share of a topic over some Kafka consumers, each on a thread of its own.
 *
 * <p>Only what is marked by {@link Batch#commit()} is ever committed in Kafka, and never past a batch that is not done. A
 * partition that is taken away waits a little for the batches in hand, so that a rebalance seldom does work twice; after that
 * its mark is ignored. Cancelling leaves the group at once, without waiting for batches in hand.
 */
public final class KafkaBatchSource<T> implements BatchSource<T> {

    private final Topic<T> topic;
    private final ToIntFunction<T> weight;
    private final GroupSettings settings;
    private final MeterRegistry meters;
    /** Those of present subscriptions, and some that have left: swept at the next call. */
    private final Set<KafkaLane<T>> lanes = ConcurrentHashMap.newKeySet();

    /** @param weight of a record, against {@link BatchLimits#weight()} */
    KafkaBatchSource(Topic<T> topic, ToIntFunction<T> weight, GroupSettings settings, MeterRegistry meters) {
        this.topic = topic;
        this.weight = weight;
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public Flux<Lane<T>> lanes() {
        return Flux.range(0, settings.lanes()).map(this::lane);
    }

    private Lane<T> lane(int number) {
        lanes.removeIf(KafkaLane::gone);
        KafkaLane<T> lane = new KafkaLane<>(topic, weight, settings, number, meters);
        lanes.add(lane);
        return new Lane<>(number, lane.batches());
    }

    @Override
    public Mono<Void> drain() {
        return Mono.defer(() -> {
            lanes.removeIf(KafkaLane::gone);
            return Mono.when(lanes.stream().map(KafkaLane::drain).toList());
        });
    }
}
