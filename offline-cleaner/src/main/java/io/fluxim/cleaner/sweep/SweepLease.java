package io.fluxim.cleaner.sweep;

import io.fluxim.route.Leases;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One cleaner works at a time: not for safety, which the floors give to any number of them, but so that they do not all
 * load the stores. Asked for before each page, and renewed then when a third of its time has gone.
 */
public final class SweepLease {

    private static final String NAME = "cleaner";

    private final Leases leases;
    private final String holder;
    private final Duration ttl;
    private final Scheduler scheduler;
    /** When it was last known to be ours, in milliseconds of the scheduler; moved by any page that renews it. */
    private volatile long renewedAt;

    /**
     * @param holder names this process
     * @param ttl    how long nobody else begins after this process has died
     */
    public SweepLease(Leases leases, String holder, Duration ttl, Scheduler scheduler) {
        this.leases = leases;
        this.holder = holder;
        this.ttl = ttl;
        this.scheduler = scheduler;
    }

    /** Whether it is ours now. */
    Mono<Boolean> take() {
        return leases.acquire(NAME, holder, ttl).doOnNext(this::renewed);
    }

    /** Whether it is ours still: somebody else has not taken it, and Redis has not been away for its whole time. */
    Mono<Boolean> still() {
        return Mono.defer(() -> age() < ttl.toMillis() / 3 ? Mono.just(true) : renew());
    }

    Mono<Void> release() {
        return leases.release(NAME, holder);
    }

    private Mono<Boolean> renew() {
        return take().onErrorResume(away -> Mono.fromSupplier(() -> age() < ttl.toMillis()));
    }

    private void renewed(boolean held) {
        if (held) {
            renewedAt = scheduler.now(TimeUnit.MILLISECONDS);
        }
    }

    private long age() {
        return scheduler.now(TimeUnit.MILLISECONDS) - renewedAt;
    }
}
