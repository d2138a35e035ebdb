package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.Item;
import io.fluxim.cleaner.retention.Kind;
import io.fluxim.cleaner.retention.Prefix;
import io.fluxim.cleaner.retention.Shelf;
import io.fluxim.history.History;
import io.fluxim.history.Place;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The way through all shelves of one kind: page after page from the lower end of each, one at a time, until the first item
 * that has to stay. Keeps nothing: who walks again goes on from the floors.
 */
final class Walk {

    private final Mode mode;
    private final long horizon;
    private final History history;
    private final SweepLimits limits;
    private final Scheduler scheduler;
    /** Emits what stops the sweep; asked before each page. Empty: go on. */
    private final Mono<Step> gate;
    /** How many may still be deleted; moved by the one page under way. */
    private final AtomicLong budget;

    Walk(Mode mode, long horizon, History history, SweepLimits limits, Scheduler scheduler, Mono<Step> gate) {
        this.mode = mode;
        this.horizon = horizon;
        this.history = history;
        this.limits = limits;
        this.scheduler = scheduler;
        this.gate = gate;
        this.budget = new AtomicLong(limits.maxDeletes());
    }

    /** Ends early with the step that says why. */
    Flux<Step> through(Flux<Shelf> shelves) {
        return shelves.concatMap(this::shelf, 1).takeUntil(step -> !(step instanceof Step.Cleaned));
    }

    private Flux<Step> shelf(Shelf shelf) {
        return Mono.defer(shelf::floor)
                .retryWhen(limits.patience())
                .flatMapMany(floor -> page(shelf, floor, 0).expand(step -> following(step, floor)));
    }

    private Mono<Step> following(Step step, long floor) {
        return step instanceof Step.Cleaned page && page.more()
                ? page(page.shelf(), floor, page.prefix().upTo())
                : Mono.empty();
    }

    private Mono<Step> page(Shelf shelf, long floor, long after) {
        return gate.switchIfEmpty(
                Mono.defer(() -> budget.get() < 1 ? spent(shelf.kind()) : clean(shelf, floor, after)));
    }

    private static Mono<Step> spent(Kind kind) {
        return Mono.just(new Step.Spent(kind));
    }

    private Mono<Step> clean(Shelf shelf, long floor, long after) {
        int limit = (int) Math.min(limits.page(), budget.get());
        return Mono.defer(() -> shelf.after(after, limit))
                .flatMap(items -> prefix(items, floor))
                .flatMap(prefix -> delete(shelf, prefix).map(deleted -> cleaned(shelf, after, prefix, deleted, limit)))
                .retryWhen(limits.patience())
                .flatMap(this::rest);
    }

    private Mono<Prefix> prefix(List<Item> items, long floor) {
        List<Item> old = Prefix.old(items, floor, horizon);
        Set<Place> places = old.stream().map(Item::place).collect(Collectors.toSet());
        Mono<Set<Place>> archived = places.isEmpty() ? Mono.just(Set.of()) : history.present(places);
        return archived.map(present -> Prefix.of(items, floor, old, present));
    }

    private Mono<Long> delete(Shelf shelf, Prefix prefix) {
        if (prefix.count() == 0 || mode == Mode.DRY_RUN) {
            return Mono.just((long) prefix.count());
        }
        return shelf.deleteUpTo(prefix.upTo());
    }

    /** A full page that goes as a whole may have more behind it that goes. */
    private static Step.Cleaned cleaned(Shelf shelf, long after, Prefix prefix, long deleted, int limit) {
        return new Step.Cleaned(shelf, after, prefix, deleted, prefix.count() == limit);
    }

    private Mono<Step> rest(Step.Cleaned page) {
        budget.addAndGet(-page.prefix().count());
        boolean resting = mode == Mode.DELETE
                && page.prefix().count() > 0
                && limits.pace().compareTo(Duration.ZERO) > 0;
        return resting ? Mono.delay(limits.pace(), scheduler).thenReturn(page) : Mono.just(page);
    }
}
