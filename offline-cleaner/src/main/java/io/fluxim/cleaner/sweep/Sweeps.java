package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * The one place that subscribes to sweeps: those of the schedule and those asked for, one at a time in this process.
 * Stopping ends a sweep at its next page, or in the midst of one that takes too long: the next sweep goes on.
 */
public final class Sweeps implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);
    /** Longest wait for the page under way; the stores' own time limits are of this order. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Sweep sweep;
    private final SweepSchedule schedule;
    private final SweepMeters meters;
    private final Clock clock;

    // guarded by this
    private Disposable scheduled = Disposables.disposed();
    private Optional<Running> running = Optional.empty();
    private Optional<Progress> last = Optional.empty();
    private volatile boolean stopping;

    public Sweeps(Sweep sweep, SweepSchedule schedule, SweepMeters meters, Clock clock) {
        this.sweep = sweep;
        this.schedule = schedule;
        this.meters = meters;
        this.clock = clock;
    }

    /** What became of asking for a sweep. */
    sealed interface Begun {

        /** It works; {@code result} emits how it ended. Cancelling that changes nothing. */
        record Started(Mono<Progress> result) implements Begun {}

        /** Another one of this process does. */
        record Busy(Progress other) implements Begun {}
    }

    /** A sweep under way; {@code progress} is moved by the sweep itself. */
    private static final class Running {
        private volatile Progress progress;
        private final Disposable.Swap subscription = Disposables.swap();
        private Mono<Progress> result = Mono.never();

        Running(Mode mode) {
            this.progress = Progress.never(mode, State.RUNNING, "");
        }
    }

    /** Starts one, unless one is under way. */
    synchronized Begun begin(Mode mode) {
        if (running.isPresent()) {
            return new Begun.Busy(running.get().progress);
        }
        Running next = new Running(mode);
        running = Optional.of(next);
        LOG.info("sweep_started mode={}", mode);
        long since = clock.millis();
        next.result = sweep.run(mode, () -> stopping)
                .doOnNext(progress -> advance(next, progress))
                .last()
                .doOnNext(progress -> ended(progress, Duration.ofMillis(clock.millis() - since)))
                .doOnTerminate(this::free)
                .doOnCancel(this::free)
                .cache();
        next.subscription.replace(next.result.subscribe(end -> {}, e -> LOG.error("sweep_died", e)));
        return new Begun.Started(next.result);
    }

    /** The sweep under way; empty if there is none. */
    synchronized Optional<Progress> current() {
        return running.map(one -> one.progress);
    }

    /** How the last one of this process ended; empty if none has. */
    synchronized Optional<Progress> last() {
        return last;
    }

    private void advance(Running one, Progress progress) {
        meters.progress(one.progress, progress);
        one.progress = progress;
    }

    private void ended(Progress end, Duration took) {
        synchronized (this) {
            last = Optional.of(end);
        }
        meters.ended(end, took, clock.instant());
        LOG.info(
                "sweep_ended mode={} state={} ms={} references={} bodies={} cause={}",
                end.mode(),
                end.state(),
                took.toMillis(),
                end.references().deleted(),
                end.bodies().deleted(),
                end.cause());
        for (Kind kind : Kind.values()) {
            blocked(kind.tag(), end.of(kind));
            unreadable(kind.tag(), end.of(kind));
        }
    }

    private static void blocked(String kind, Tally tally) {
        if (tally.blocked() > 0) {
            Tally.Block first = tally.blocks().get(0);
            LOG.warn(
                    "sweep_blocked kind={} count={} missing-in-history={} seq={}",
                    kind,
                    tally.blocked(),
                    first.conversation(),
                    first.seq());
        }
    }

    private static void unreadable(String kind, Tally tally) {
        if (tally.unreadable() > 0) {
            Tally.Damage first = tally.damages().get(0);
            LOG.warn(
                    "sweep_unreadable kind={} count={} in={} cause={}",
                    kind,
                    tally.unreadable(),
                    first.name(),
                    first.cause());
        }
    }

    private synchronized void free() {
        running = Optional.empty();
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        stopping = false;
        scheduled = schedule.next()
                .flatMap(due -> due())
                .onErrorResume(e -> Mono.fromRunnable(() -> LOG.error("schedule_failed", e)))
                .repeat(() -> !stopping)
                .subscribe();
    }

    private Mono<Progress> due() {
        return begin(Mode.DELETE) instanceof Begun.Started started ? started.result() : Mono.empty();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public synchronized void stop(Runnable callback) {
        stopping = true;
        scheduled.dispose();
        Mono<Progress> end = running.map(one -> one.result).orElse(Mono.empty());
        Disposable under = running.<Disposable>map(one -> one.subscription).orElse(Disposables.disposed());
        end.timeout(GRACE)
                .onErrorComplete()
                .doFinally(signal -> {
                    under.dispose();
                    callback.run();
                })
                .subscribe();
    }

    @Override
    public synchronized boolean isRunning() {
        return !scheduled.isDisposed();
    }
}
