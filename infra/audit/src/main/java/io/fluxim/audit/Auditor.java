package io.fluxim.audit;

import io.fluxim.inbox.Unreadable;
import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.WalkStep;
import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.kafka.source.GroupProgress;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Compares what Kafka, MongoDB, MySQL and Redis hold, while the platform runs or stands. It reads, and writes nothing.
 *
 * <p>Only what must be applied by now is judged: see {@link Cut}. What does not fit is looked at again after a while, and only
 * what does not fit then either is told.
 */
public final class Auditor {

    /** Mismatches of one subject; then the look at it ends. */
    public static final int MOST_OF_A_SUBJECT = 100;
    /** Subjects that could not be looked at; then the audit ends: a store is away. */
    public static final int MOST_UNSEEN = 20;

    /** Suspects that wait for their second look; further ones make the first looks wait. */
    private static final int SUSPECTS = 32;

    private static final Retry PATIENCE = Retry.backoff(3, Duration.ofMillis(200))
            .maxBackoff(Duration.ofSeconds(5))
            .filter(error -> !(error instanceof Unreadable))
            .onRetryExhaustedThrow((spec, last) -> last.failure()); // what is wrong, not how often

    private final Stores stores;
    private final Limits limits;
    private final Cuts cuts;
    private final TimelineAudit timelines;
    private final InboxAudit inboxes;
    private final Scheduler scheduler;

    /** Where the readers are, and how many partitions there are. */
    record Kafka(Function<ConsumerGroup, Mono<List<GroupProgress>>> progress, PartitionCounts partitions) {}

    Auditor(Stores stores, Kafka kafka, Limits limits, Clock clock, Scheduler scheduler) {
        this.stores = stores;
        this.limits = limits;
        this.cuts = new Cuts(kafka.progress(), kafka.partitions(), limits.settle(), scheduler);
        this.timelines = new TimelineAudit(stores, limits, clock);
        this.inboxes = new InboxAudit(stores, limits);
        this.scheduler = scheduler;
    }

    /**
     * Looks: the readers' offsets first, then each subject of the scope, in no order. Fails where the offsets, or which
     * subjects there are, cannot be read; a subject that cannot is answered as {@link Look.Unseen}.
     */
    public Flux<Look> run(Scope scope) {
        return cuts.take()
                .retryWhen(PATIENCE)
                .flatMapMany(taken -> Flux.just((Look) taken.offsets()).concatWith(looks(scope, taken.cut())));
    }

    private Flux<Look> looks(Scope scope, Cut cut) {
        return Flux.defer(() -> {
            AtomicInteger unseen = new AtomicInteger();
            return subjects(scope)
                    .flatMap(subject -> look(subject, cut), limits.sideBySide(), 1)
                    .flatMap(look -> confirmed(look, cut), SUSPECTS, 1)
                    .takeUntil(look -> look instanceof Look.Unseen && unseen.incrementAndGet() == MOST_UNSEEN);
        });
    }

    private Mono<Look> look(Subject subject, Cut cut) {
        return Mono.defer(() -> seen(subject, cut))
                .retryWhen(PATIENCE)
                .cast(Look.class)
                .onErrorResume(Unreadable.class, e -> Mono.just(unreadable(subject, e)))
                .onErrorResume(e -> Mono.just(new Look.Unseen(subject, cause(e))));
    }

    private Mono<Look.Seen> seen(Subject subject, Cut cut) {
        if (subject instanceof Subject.Timeline timeline) {
            return timelines.look(timeline.conversation(), cut);
        }
        if (subject instanceof Subject.Inbox inbox) {
            return inboxes.look(inbox.user(), cut);
        }
        return cuts.take().map(Cuts.Taken::offsets);
    }

    /** What did not fit is looked at again. */
    private Mono<Look> confirmed(Look look, Cut cut) {
        if (!(look instanceof Look.Seen seen) || seen.mismatches().isEmpty()) {
            return Mono.just(look);
        }
        return Mono.delay(limits.recheck(), scheduler)
                .then(look(look.subject(), cut))
                .map(again -> again instanceof Look.Seen second ? seen.confirmedBy(second) : again);
    }

    private Flux<Subject> subjects(Scope scope) {
        if (scope instanceof Scope.Named named) {
            return Flux.concat(
                    Flux.fromIterable(named.conversations()).map(Subject.Timeline::new),
                    Flux.fromIterable(named.users()).map(Subject.Inbox::new));
        }
        Flux<Conversation> conversations = conversations();
        Flux<UserId> users = users();
        if (scope instanceof Scope.Sample sample) {
            return Flux.concat(
                    some(conversations, sample.each()).map(Subject.Timeline::new),
                    some(users, sample.each()).map(Subject.Inbox::new));
        }
        return Flux.concat(conversations.map(Subject.Timeline::new), users.map(Subject.Inbox::new));
    }

    private Flux<Conversation> conversations() {
        return all(stores.mongo().retention()::nextConversation);
    }

    private Flux<UserId> users() {
        return all(stores.mongo().retention()::nextInbox);
    }

    /** What names none is nobody's: left out. */
    private static <T> Flux<T> all(Function<WalkRange, Mono<WalkStep<T>>> next) {
        return next(next, WalkRange.ALL)
                .expand(last -> next(next, WalkRange.ALL.behind(last.key())))
                .flatMapIterable(found -> found.owner().stream().toList());
    }

    private static <T> Mono<WalkStep<T>> next(Function<WalkRange, Mono<WalkStep<T>>> next, WalkRange within) {
        return Mono.defer(() -> next.apply(within)).retryWhen(PATIENCE);
    }

    private static <T> Flux<T> some(Flux<T> all, int count) {
        return all.collect(() -> new Reservoir<T>(count, RandomGenerator.getDefault()), Reservoir::offer)
                .flatMapIterable(Reservoir::kept);
    }

    private static Look unreadable(Subject subject, Unreadable error) {
        String where = subject instanceof Subject.Timeline timeline
                ? timeline.conversation().key()
                : subject instanceof Subject.Inbox inbox ? inbox.user().value() : "";
        return new Look.Seen(
                subject, 0, 0, List.of(new Mismatch(Kind.UNREADABLE, where, 0, String.valueOf(error.getMessage()))));
    }

    private static String cause(Throwable error) {
        @Nullable Throwable cause = error.getCause();
        return String.valueOf(cause != null && error instanceof IllegalStateException ? cause : error);
    }
}
