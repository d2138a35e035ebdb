package io.fluxim.route;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Partitions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The partitions of {@code im.push}, one for each access node, by lease.
 *
 * <p>Advisory, as leases are: two nodes may read one slot for a moment; records carry the node they are for.
 */
public final class Slots {

    private final Leases leases;
    private final int count;
    private final Duration ttl;
    private final Scheduler scheduler;

    /**
     * @param count     partitions of {@code im.push}
     * @param ttl       how long a slot stays taken after its node has died; renewed three times as often
     * @param scheduler where renewals are timed
     */
    public Slots(Leases leases, int count, Duration ttl, Scheduler scheduler) {
        this.leases = leases;
        this.count = count;
        this.ttl = ttl;
        this.scheduler = scheduler;
    }

    /** A slot that is this node's now; {@link NoFreeSlot} if all are taken. Nodes begin to look at different ones. */
    public Mono<Integer> claim(NodeId node) {
        int first = Partitions.of(node.value(), count);
        return Flux.range(first, count)
                .map(n -> n % count)
                .concatMap(slot -> acquire(node, slot).filter(held -> held).map(held -> slot))
                .next()
                .switchIfEmpty(Mono.error(() -> new NoFreeSlot(count)));
    }

    /**
     * Renews a claimed slot for as long as it is subscribed. Completes when the slot is lost: somebody else has it, or
     * no renewal has succeeded for its whole time to live.
     */
    public Mono<Void> keep(NodeId node, int slot) {
        Duration interval = ttl.dividedBy(3);
        return Flux.defer(() -> Flux.interval(interval, scheduler)
                        .onBackpressureDrop()
                        .concatMap(tick -> renewal(node, slot, interval), 1)
                        .scan(new Standing(Renewal.HELD, now()), this::after)
                        .takeUntil(this::lost))
                .then();
    }

    /** Gives a slot back. */
    public Mono<Void> release(NodeId node, int slot) {
        return leases.release(name(slot), node.value());
    }

    private Mono<Boolean> acquire(NodeId node, int slot) {
        return leases.acquire(name(slot), node.value(), ttl);
    }

    private Mono<Renewal> renewal(NodeId node, int slot, Duration interval) {
        return acquire(node, slot)
                .map(held -> held ? Renewal.HELD : Renewal.TAKEN)
                .timeout(interval, scheduler)
                .onErrorReturn(Renewal.UNKNOWN); // the store is away: it may be back before the lease ends
    }

    private Standing after(Standing last, Renewal renewal) {
        return new Standing(renewal, renewal == Renewal.HELD ? now() : last.heldAt());
    }

    private boolean lost(Standing standing) {
        return standing.renewal() == Renewal.TAKEN || now() - standing.heldAt() >= ttl.toMillis();
    }

    private long now() {
        return scheduler.now(TimeUnit.MILLISECONDS);
    }

    private static String name(int slot) {
        return "slot:" + slot;
    }

    private enum Renewal {
        HELD,
        TAKEN,
        UNKNOWN
    }

    /** The last renewal, and when the slot was last known to be ours, in milliseconds of the scheduler. */
    private record Standing(Renewal renewal, long heldAt) {}
}
