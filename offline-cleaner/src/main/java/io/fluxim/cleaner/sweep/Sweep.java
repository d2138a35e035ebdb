package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.Kind;
import io.fluxim.cleaner.retention.LowestClock;
import io.fluxim.cleaner.retention.Shelves;
import io.fluxim.history.History;
import io.fluxim.route.KeptLease;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One pass of the cleaner: all inboxes, then all conversations; references before bodies, so that few references outlive
 * theirs. Of each kind it goes on where the sweep before it ended, and comes around to there: so everybody's turn comes, also
 * where one sweep does not suffice for all.
 *
 * <p>Deletes nothing that is younger than the horizon or that history does not have, and only prefixes: a floor stands,
 * durably, before anything under it goes. Stopped or killed at any instant, the next sweep goes on from the floors and
 * deletes what was left below them.
 */
public final class Sweep {

    private final Shelves shelves;
    private final History history;
    private final LowestClock clock;
    private final KeptLease lease;
    private final SweepLimits limits;
    private final Scheduler scheduler;

    /** What a sweep works on. */
    public record Stores(Shelves shelves, History history, LowestClock clock) {}

    public Sweep(Stores stores, KeptLease lease, SweepLimits limits, Scheduler scheduler) {
        this.shelves = stores.shelves();
        this.history = stores.history();
        this.clock = stores.clock();
        this.lease = lease;
        this.limits = limits;
        this.scheduler = scheduler;
    }

    /**
     * Sweeps. Emits how far it is after each page, at last how it ended, and never an error: a store that is away ends
     * it with a state of its own.
     *
     * @param stopping asked before each page
     */
    Flux<Progress> run(Mode mode, BooleanSupplier stopping) {
        Flux<Progress> sweep = mode == Mode.DRY_RUN
                ? swept(mode, gate(stopping, Mono.just(true)))
                : Flux.usingWhen(
                        lease.take(),
                        held -> held
                                ? swept(mode, gate(stopping, lease.held().onErrorReturn(false)))
                                : Flux.just(Progress.never(mode, State.LEASE_TAKEN, "")),
                        held -> lease.release().onErrorComplete()); // it ends by itself
        return sweep.onErrorResume(e -> Flux.just(Progress.never(mode, State.FAILED, e.toString())));
    }

    private static Mono<Step> gate(BooleanSupplier stopping, Mono<Boolean> held) {
        return Mono.defer(() -> stopping.getAsBoolean()
                ? Mono.just(new Step.Stopped(State.STOPPED, ""))
                : held.filter(ours -> !ours).map(lost -> new Step.Stopped(State.LEASE_LOST, "")));
    }

    private Flux<Progress> swept(Mode mode, Mono<Step> gate) {
        return clock.now()
                .flatMapMany(now ->
                        steps(mode, horizon(now), gate).scan(Progress.begin(mode, now, horizon(now)), Progress::after));
    }

    private Instant horizon(Instant now) {
        return now.minus(limits.age());
    }

    private Flux<Step> steps(Mode mode, Instant horizon, Mono<Step> gate) {
        Walk references = walk(mode, horizon, gate);
        return walked(Kind.REFERENCES, mode, references)
                .concatWith(Flux.defer(() ->
                        references.isStopped() ? Flux.empty() : walked(Kind.BODIES, mode, walk(mode, horizon, gate))))
                .onErrorResume(e -> Mono.just(new Step.Stopped(State.FAILED, e.toString())))
                .concatWithValues(new Step.Done());
    }

    private Walk walk(Mode mode, Instant horizon, Mono<Step> gate) {
        return new Walk(mode, horizon.toEpochMilli(), history, limits, scheduler, gate);
    }

    private Flux<Step> walked(Kind kind, Mode mode, Walk walk) {
        Flux<Step> steps = shelves.cursor(kind).flatMapMany(cursor -> walk.through(shelves.from(kind, cursor)));
        return mode == Mode.DRY_RUN ? steps : new Trail(kind, shelves).follow(steps);
    }
}
