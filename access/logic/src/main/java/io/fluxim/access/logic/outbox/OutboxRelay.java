package io.fluxim.access.logic.outbox;

import io.fluxim.directory.outbox.Outbox;
import io.fluxim.directory.outbox.Outbox.Pending;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Partitions;
import io.fluxim.route.KeptLease;
import io.fluxim.route.Leases;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Produces what waits in the {@link Outbox} to {@code im.accepted}, the lowest first. One event of a group follows only after
 * the acknowledgement of the one before; other groups' events go beside it. At least once: a crash between the
 * acknowledgement and the mark produces an event again, with the same message id, which Sequence recognises.
 *
 * <p>One node at a time has the lease. Two that believe to have it, for a moment, do no harm: each produces an event only
 * when the earlier ones of its group are in the log.
 */
public final class OutboxRelay {

    static final String LEASE = "outbox-relay";
    /** Events of one turn: each may carry 2,000 ids and a body, 200 KB together. */
    static final int TURN = 50;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    /** Groups whose events are produced side by side. */
    private static final int CONCURRENT_GROUPS = 16;

    private final Stores stores;
    private final OutboxProperties properties;
    private final OutboxMeters meters;
    private final String holder;
    private final Scheduler clock;
    private final KeptLease lease;
    /** Set by hints, taken by turns. */
    private final AtomicBoolean hinted = new AtomicBoolean();
    // moved by turns alone, which follow one another; times in milliseconds of the scheduler
    private volatile boolean relaying;
    private volatile long lookAt;
    private volatile long pause;

    /**
     * What it stands between.
     *
     * @param partitions of {@code im.accepted}
     */
    public record Stores(Outbox outbox, RecordSink records, Leases leases, int partitions) {}

    public OutboxRelay(
            Stores stores, OutboxProperties properties, OutboxMeters meters, String holder, Scheduler clock) {
        this.stores = stores;
        this.properties = properties;
        this.meters = meters;
        this.holder = holder;
        this.clock = clock;
        this.lease = new KeptLease(stores.leases(), LEASE, holder, properties.lease(), clock);
    }

    /** Relays until cancelled, then gives the lease back; emits how many events each turn has sent. */
    public Flux<Integer> run() {
        return Flux.usingWhen(Mono.fromSupplier(this::begin), me -> turns(), this::release);
    }

    private String begin() {
        relaying = false;
        lookAt = now();
        pause = properties.poll().toMillis();
        return holder;
    }

    private Mono<Void> release(String me) {
        meters.relays(false);
        return lease.release().timeout(properties.quiet(), clock).onErrorComplete();
    }

    private Flux<Integer> turns() {
        Flux<?> hints = stores.outbox().appended().doOnNext(group -> hinted.set(true));
        return Flux.merge(hints, Flux.interval(Duration.ZERO, properties.poll(), clock))
                .onBackpressureLatest() // wakes that come during a turn: one more turn serves them all
                .concatMap(wake -> turn().repeat(hinted::get), 1);
    }

    private Mono<Integer> turn() {
        return Mono.defer(() -> {
            boolean due = hinted.getAndSet(false) || lookAt <= now();
            return due
                    ? lease.held()
                            .doOnNext(this::told)
                            .filter(held -> held)
                            .flatMap(held -> passOn())
                            .onErrorResume(this::failed)
                    : Mono.empty();
        });
    }

    private void told(boolean held) {
        if (held != relaying) {
            LOG.info("outbox_relay holder={} held={}", holder, held);
            relaying = held;
            meters.relays(held);
        }
    }

    private Mono<Integer> passOn() {
        return stores.outbox()
                .unsent(TURN)
                .flatMap(waiting -> Flux.fromIterable(byGroup(waiting))
                        .flatMap(this::inOrder, CONCURRENT_GROUPS)
                        .collectList()
                        .flatMap(sent -> mark(waiting, sent)));
    }

    private static Collection<List<Pending>> byGroup(List<Pending> waiting) {
        return waiting.stream()
                .collect(Collectors.groupingBy(Pending::group, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /** Those that were acknowledged: all, or all before the first that was not. */
    private Flux<Pending> inOrder(List<Pending> events) {
        return Flux.fromIterable(events)
                .concatMap(this::append, 1)
                .onErrorResume(e -> Mono.fromRunnable(() -> complain("append", e)));
    }

    private Mono<Pending> append(Pending event) {
        String key = event.envelope().conversation().key();
        int partition = Partitions.of(key, stores.partitions());
        return stores.records()
                .append(new Outgoing<>(Topic.ACCEPTED, partition, key, event.envelope()))
                .thenReturn(event);
    }

    private Mono<Integer> mark(List<Pending> waiting, List<Pending> sent) {
        return (sent.isEmpty() ? Mono.<Void>empty() : stores.outbox().markSent(sent))
                .then(Mono.fromSupplier(() -> sent(waiting.size(), sent.size())));
    }

    private int sent(int waiting, int sent) {
        meters.sent(sent);
        pause = sent > 0 && sent == waiting ? properties.poll().toMillis() : longerPause();
        lookAt = now() + pause;
        if (sent == TURN) {
            hinted.set(true); // there may be more
        }
        return sent;
    }

    private Mono<Integer> failed(Throwable e) {
        complain("turn", e);
        pause = longerPause();
        lookAt = now() + pause;
        return Mono.empty();
    }

    private void complain(String what, Throwable e) {
        meters.failed();
        LOG.warn("outbox_{}_failed cause={}", what, e.toString());
    }

    private long longerPause() {
        return Math.min(2 * pause, properties.quiet().toMillis());
    }

    private long now() {
        return clock.now(TimeUnit.MILLISECONDS);
    }
}
