package io.fluxim.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A group's share of a topic over one Reactor Kafka receiver per subscription.
 *
 * <p>Only what is committed by {@link Batch#commit()} is ever committed in Kafka, and never past a batch that is not done.
 * A partition that is taken away waits a little for the batch in hand, so that a rebalance seldom does work twice; after
 * that its commit is ignored. Cancelling leaves the group at once, without waiting for batches in hand.
 */
public final class KafkaBatchSource<T> implements BatchSource<T> {

    private final Topic<T> topic;
    private final GroupSettings settings;
    private final MeterRegistry meters;
    private final Scheduler scheduler;
    /** Those of present subscriptions, and some that have left: swept at the next call. */
    private final Set<Membership<T>> memberships = ConcurrentHashMap.newKeySet();

    KafkaBatchSource(Topic<T> topic, GroupSettings settings, MeterRegistry meters) {
        this(topic, settings, meters, Schedulers.parallel());
    }

    KafkaBatchSource(Topic<T> topic, GroupSettings settings, MeterRegistry meters, Scheduler scheduler) {
        this.topic = topic;
        this.settings = settings;
        this.meters = meters;
        this.scheduler = scheduler;
    }

    @Override
    public Flux<Assigned<T>> partitions() {
        return Flux.defer(() -> {
            memberships.removeIf(Membership::gone);
            Membership<T> membership = new Membership<>(topic, settings, meters, scheduler);
            memberships.add(membership);
            return membership.partitions();
        });
    }

    @Override
    public Mono<Void> drain() {
        return Mono.defer(() -> {
            memberships.removeIf(Membership::gone);
            return Mono.when(memberships.stream().map(Membership::drain).toList());
        });
    }
}
