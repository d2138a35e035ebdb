package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.Item;
import io.fluxim.cleaner.retention.Prefix;
import io.fluxim.cleaner.retention.Shelf;
import io.fluxim.history.ArchiveKey;
import io.fluxim.history.History;
import io.fluxim.inbox.Unreadable;
import io.fluxim.inbox.retention.Retention.ReadablePage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The way through all shelves of one kind: several at the same time, each page after page from its lower end, until the
 * first item that has to stay. What ends the walk lets the pages under way come to their end. For one walk.
 */
final class Walk {

    /** Pages of a shelf that may be done and not told, while one before it in the walk is slower. */
    private static final int PAGES_AHEAD = 4;

    private final Mode mode;
    private final long horizon;
    private final History history;
    private final SweepLimits limits;
    private final Scheduler scheduler;
    /** Emits what stops the sweep; asked before each page. Empty: go on. */
    private final Mono<Step> gate;
    /** How many may still be deleted; moved by each page, before it deletes. */
    private final AtomicLong budget;
    /** What ends the walk; set by the first page that comes upon something. */
    private final AtomicReference<Optional<Step>> end = new AtomicReference<>(Optional.empty());

    Walk(Mode mode, long horizon, History history, SweepLimits limits, Scheduler scheduler, Mono<Step> gate) {
        this.mode = mode;
        this.horizon = horizon;
        this.history = history;
        this.limits = limits;
        this.scheduler = scheduler;
        this.gate = gate;
        this.budget = new AtomicLong(limits.maxDeletes());
    }

    /** The steps of each shelf together, in the order of the shelves, so that the next sweep knows which had their turn. */
    Flux<Step> through(Flux<Shelf> shelves) {
        return shelves.takeWhile(next -> end.get().isEmpty())
                .flatMapSequentialDelayError(this::shelf, limits.sideBySide(), PAGES_AHEAD);
    }

    /** Whether something has stopped the sweep, and not this walk alone. */
    boolean isStopped() {
        return end.get().filter(step -> step instanceof Step.Stopped).isPresent();
    }

    private Flux<Step> shelf(Shelf shelf) {
        return Mono.defer(shelf::floor)
                .retryWhen(limits.patience())
                .flatMapMany(floor -> page(shelf, floor, 0).expand(step -> following(step, floor)))
                .onErrorResume(error -> Mono.just(failed(shelf, error)));
    }

    /** What cannot be read is of this shelf alone; anything else would happen to the others too. */
    private Step failed(Shelf shelf, Throwable error) {
        if (error instanceof Unreadable) {
            return new Step.Skipped(shelf, String.valueOf(error.getMessage()));
        }
        ended(new Step.Stopped(State.FAILED, error.toString()));
        return new Step.Failed(shelf, error.toString());
    }

    private Mono<Step> following(Step step, long floor) {
        return step instanceof Step.Cleaned page && page.more()
                ? page(page.shelf(), floor, page.prefix().upTo())
                : Mono.empty();
    }

    private Mono<Step> page(Shelf shelf, long floor, long after) {
        return Mono.defer(() -> end.get().map(Mono::just).orElseGet(() -> gate.doOnNext(this::ended)))
                .switchIfEmpty(Mono.defer(() -> clean(shelf, floor, after)));
    }

    private void ended(Step step) {
        end.updateAndGet(first -> first.isPresent() ? first : Optional.of(step));
    }

    private Mono<Step> clean(Shelf shelf, long floor, long after) {
        return Mono.defer(() -> shelf.after(after, limits.page()))
                .flatMap(page -> prefix(page, floor))
                .retryWhen(limits.patience())
                .flatMap(prefix -> afford(shelf, after, prefix));
    }

    private Mono<Prefix> prefix(ReadablePage<Item> page, long floor) {
        List<Item> old = Prefix.old(page.items(), floor, horizon);
        Set<ArchiveKey> keys = old.stream().map(Item::key).collect(Collectors.toSet());
        Mono<Set<ArchiveKey>> archived = keys.isEmpty() ? Mono.just(Set.of()) : history.present(keys);
        return archived.map(present -> Prefix.of(page, floor, old, present));
    }

    /** As much of it as may still be deleted; where something may go and nothing can, the rest is left to the next sweep. */
    private Mono<Step> afford(Shelf shelf, long after, Prefix prefix) {
        int some = take(prefix.count());
        if (some == 0 && prefix.count() > 0) {
            Step spent = new Step.Spent(shelf.kind());
            ended(spent);
            return Mono.just(spent);
        }
        Prefix going = prefix.first(some);
        // a full page that goes as a whole may have more behind it
        boolean more = some == limits.page() || some < prefix.count();
        return Mono.defer(() -> delete(shelf, going))
                .retryWhen(limits.patience())
                .map(deleted -> new Step.Cleaned(shelf, after, going, deleted, more))
                .flatMap(this::rest);
    }

    /** Takes {@code wanted} from what may still be deleted, or what is left of it. */
    private int take(int wanted) {
        long left = budget.getAndUpdate(before -> before - Math.min(before, wanted));
        return (int) Math.min(left, wanted);
    }

    private Mono<Long> delete(Shelf shelf, Prefix prefix) {
        if (prefix.upTo() == 0 || mode == Mode.DRY_RUN) {
            return Mono.just((long) prefix.count());
        }
        return shelf.deleteUpTo(prefix.upTo());
    }

    private Mono<Step> rest(Step.Cleaned page) {
        boolean resting = mode == Mode.DELETE
                && page.prefix().count() > 0
                && limits.pace().compareTo(Duration.ZERO) > 0;
        return resting ? Mono.delay(limits.pace(), scheduler).thenReturn(page) : Mono.just(page);
    }
}
