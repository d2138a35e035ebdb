package io.fluxim.access.push;

import io.fluxim.kafka.Received;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.topic.Push;
import io.fluxim.route.Route;
import io.fluxim.route.Slots;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * This node's slot, read from its end on. Sessions are admitted only while the slot is ours and its end is read; when
 * either is lost it begins again, and every session is told its head.
 */
final class PushNode {

    private static final Logger LOG = LoggerFactory.getLogger(PushNode.class);
    /** How long a tail may take to stand at the end. */
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    /**
     * A slot from its end on.
     *
     * @param ready   completes when every push appended from then on will be seen
     * @param records subscribed once
     */
    record Tail(Mono<Void> ready, Flux<Received<Push>> records) {}

    private final NodeId node;
    private final Slots slots;
    private final IntFunction<Tail> tails;
    private final PushDispatcher dispatcher;
    private final Presence presence;
    private final PushMeters meters;
    private final Scheduler scheduler;
    /** The slot to give back when this node stops. */
    private final AtomicReference<Optional<Integer>> claimed = new AtomicReference<>(Optional.empty());

    PushNode(
            NodeId node,
            Slots slots,
            IntFunction<Tail> tails,
            PushDispatcher dispatcher,
            Presence presence,
            PushMeters meters,
            Scheduler scheduler) {
        this.node = node;
        this.slots = slots;
        this.tails = tails;
        this.dispatcher = dispatcher;
        this.presence = presence;
        this.meters = meters;
        this.scheduler = scheduler;
    }

    /** Claims a slot and serves it, again and again, until cancelled. */
    Mono<Void> run() {
        return Mono.defer(() -> slots.claim(node))
                .flatMap(this::serve)
                .then(Mono.<Void>error(() -> new IllegalStateException("the slot was lost")))
                .doOnError(e -> restarting(e))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY)
                        .maxBackoff(LAST_RETRY)
                        .transientErrors(true)
                        .scheduler(scheduler));
    }

    /** Gives the slot back; never fails, since leases expire. */
    Mono<Void> release() {
        return Mono.defer(() ->
                        claimed.get().map(slot -> slots.release(node, slot)).orElse(Mono.empty()))
                .onErrorResume(e -> Mono.empty());
    }

    /** Ends when the slot is lost or its tail ends, whichever is first. */
    private Mono<Void> serve(int slot) {
        claimed.set(Optional.of(slot));
        Tail tail = tails.apply(slot);
        Mono<Void> records = tail.records().doOnNext(dispatcher::dispatch).then();
        Mono<Void> opening = tail.ready()
                .timeout(READY_WITHIN, scheduler)
                .then(Mono.defer(() -> presence.moved(new Route(node, slot))))
                .doOnSuccess(done -> opened(slot))
                .then(Mono.never());
        return Mono.firstWithSignal(slots.keep(node, slot), records, opening).doFinally(signal -> closed());
    }

    private void opened(int slot) {
        meters.slot(slot);
        LOG.info("slot_opened node={} slot={}", node, slot);
    }

    private void closed() {
        presence.lost();
        meters.noSlot();
    }

    private void restarting(Throwable cause) {
        meters.restarted();
        LOG.warn("slot_restarts node={} cause={}", node, cause.toString());
    }
}
