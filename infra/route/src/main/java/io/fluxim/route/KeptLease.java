package io.fluxim.route;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A lease for work that takes longer than the lease lives. Its holder asks {@link #held} before each piece of the work; the lease
 * is renewed then, when a third of its time has gone. Advisory, as {@link Leases} are. One piece of work uses it at a time.
 */
public final class KeptLease {

    private final Leases leases;
    private final String name;
    private final String holder;
    private final Duration ttl;
    private final Scheduler clock;
    private volatile @Nullable Answer last;

    /** @param at when the question was asked, in milliseconds of the scheduler: the lease does not live shorter than from then on */
    private record Answer(boolean ours, long at) {}

    /**
     * @param name   of the work
     * @param holder names this process
     * @param ttl    how long nobody else begins after this process has died
     */
    public KeptLease(Leases leases, String name, String holder, Duration ttl, Scheduler clock) {
        this.leases = leases;
        this.name = name;
        this.holder = holder;
        this.ttl = ttl;
        this.clock = clock;
    }

    /** Asks for the lease, and whether it is ours now. */
    public Mono<Boolean> take() {
        return Mono.defer(() -> {
            long now = now();
            return leases.acquire(name, holder, ttl).doOnNext(ours -> last = new Answer(ours, now));
        });
    }

    /**
     * Whether it is ours: the last answer for a third of the lease's time, then a new one. While Redis is away it stays ours until
     * its time has passed; an error after that, and where it was not ours.
     */
    public Mono<Boolean> held() {
        return Mono.defer(() -> {
            Answer known = last;
            return known != null && age(known) < ttl.toMillis() / 3
                    ? Mono.just(known.ours())
                    : take().onErrorResume(away -> lives() ? Mono.just(true) : Mono.error(away));
        });
    }

    /** Gives it back if it is ours. */
    public Mono<Void> release() {
        return Mono.defer(() -> {
            last = null;
            return leases.release(name, holder);
        });
    }

    private boolean lives() {
        Answer known = last;
        return known != null && known.ours() && age(known) < ttl.toMillis();
    }

    private long age(Answer answer) {
        return now() - answer.at();
    }

    private long now() {
        return clock.now(TimeUnit.MILLISECONDS);
    }
}
