package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.Kind;
import io.fluxim.cleaner.retention.Shelf;
import io.fluxim.cleaner.retention.Shelves;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows a walk, and keeps up to where everybody has had their turn: the next sweep goes on behind them. A turn is a page
 * that was looked at, also where it failed or more was left: so neither one large shelf nor one that always fails takes the
 * turns of the others. For one walk.
 */
final class Trail {

    /** Shelves between two cursors that are kept: as many are looked at again by the sweep after one that has died. */
    private static final int KEPT_EVERY = 100;

    private final Kind kind;
    private final Shelves shelves;
    // moved by one step after another
    private Optional<String> passed = Optional.empty();
    private int unkept;
    private Optional<Step> end = Optional.empty();

    Trail(Kind kind, Shelves shelves) {
        this.kind = kind;
        this.shelves = shelves;
    }

    /** The same steps, in the order of the walk. */
    Flux<Step> follow(Flux<Step> steps) {
        return steps.concatMap(this::after, 1).concatWith(Mono.defer(this::keep).then(Mono.empty()));
    }

    private Mono<Step> after(Step step) {
        Optional<Shelf> shelf = shelf(step);
        if (shelf.isEmpty() && end.isEmpty()) {
            end = Optional.of(step); // what comes behind it has no turn that counts
        }
        if (end.isPresent() || shelf.map(Shelf::key).equals(passed)) {
            return Mono.just(step);
        }
        passed = shelf.map(Shelf::key);
        unkept++;
        return unkept < KEPT_EVERY ? Mono.just(step) : keep().thenReturn(step);
    }

    private static Optional<Shelf> shelf(Step step) {
        if (step instanceof Step.Cleaned page) {
            return Optional.of(page.shelf());
        }
        if (step instanceof Step.Skipped skipped) {
            return Optional.of(skipped.shelf());
        }
        return step instanceof Step.Failed failed ? Optional.of(failed.shelf()) : Optional.empty();
    }

    private Mono<Void> keep() {
        unkept = 0;
        return leaseLost() ? Mono.empty() : Mono.justOrEmpty(passed).flatMap(key -> shelves.keepCursor(kind, key));
    }

    /** Then it is another cleaner that keeps cursors. */
    private boolean leaseLost() {
        return end.filter(step -> step instanceof Step.Stopped stopped && stopped.state() == State.LEASE_LOST)
                .isPresent();
    }
}
