package io.fluxim.kafka.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * The one place that subscribes to a flow. A flow never ends by itself: one that does, or fails, is logged, counted and
 * started again after a pause that grows to five seconds and shrinks again once it has lived a minute. Stopping drains it,
 * for a while, then cancels it.
 */
public final class FlowLifecycle implements SmartLifecycle {

    /** Started after what is made ready at start, before the web server; stopped after it. */
    public static final int PHASE = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(FlowLifecycle.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** After cancelling: longest wait for a consumer to leave its group. */
    private static final Duration LET_GO = Duration.ofSeconds(6);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private enum State {
        STOPPED,
        RUNNING,
        STOPPING
    }

    private final Flow flow;
    private final int phase;
    private final Duration grace;
    private final Scheduler clock;
    private final Counter restarts;
    /** 1 while subscribed; moved by the flow's own start and end. */
    private final AtomicInteger alive = new AtomicInteger();
    // guarded by this
    private Disposable subscription = Disposables.disposed();
    /** Moved by start and stop, under the lock. */
    private volatile State state = State.STOPPED;
    // of the running flow only: its starts and deaths follow one another
    private volatile long startedAt;
    private volatile int deaths;

    public FlowLifecycle(Flow flow, MeterRegistry meters) {
        this(flow, meters, PHASE);
    }

    /** @param phase of Spring: the higher, the later it is started and the earlier it is stopped */
    public FlowLifecycle(Flow flow, MeterRegistry meters, int phase) {
        this(flow, meters, phase, GRACE, Schedulers.parallel());
    }

    FlowLifecycle(Flow flow, MeterRegistry meters, Duration grace, Scheduler clock) {
        this(flow, meters, PHASE, grace, clock);
    }

    private FlowLifecycle(Flow flow, MeterRegistry meters, int phase, Duration grace, Scheduler clock) {
        this.flow = flow;
        this.phase = phase;
        this.grace = grace;
        this.clock = clock;
        this.restarts = meters.counter(FlowMeters.RESTARTS.meter(), "flow", flow.name());
        Gauge.builder(FlowMeters.RUNNING.meter(), alive, AtomicInteger::get)
                .tag("flow", flow.name())
                .register(meters);
    }

    @Override
    public synchronized void start() {
        if (state != State.STOPPED) {
            return;
        }
        state = State.RUNNING;
        deaths = 0;
        LOG.info("flow_started flow={}", flow.name());
        subscription = Mono.defer(this::life)
                .retryWhen(Retry.from(ends -> ends.concatMap(end -> pause(end.failure()))))
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Answers the callback when the flow is drained, or cancelled because that took too long. */
    @Override
    public synchronized void stop(Runnable callback) {
        if (state != State.RUNNING) {
            callback.run();
            return;
        }
        state = State.STOPPING;
        Disposable stopping = subscription;
        long since = clock.now(TimeUnit.MILLISECONDS);
        flow.drain()
                .get()
                .timeout(grace, clock)
                .onErrorResume(e -> Mono.fromRunnable(() -> LOG.warn("flow_not_drained flow={}", flow.name(), e)))
                .then(Mono.fromRunnable(stopping::dispose))
                .then(Mono.defer(flow.drain()).timeout(LET_GO, clock).onErrorComplete())
                .doFinally(signal -> {
                    LOG.info("flow_stopped flow={} ms={}", flow.name(), clock.now(TimeUnit.MILLISECONDS) - since);
                    state = State.STOPPED;
                    callback.run();
                })
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return state != State.STOPPED;
    }

    @Override
    public int getPhase() {
        return phase;
    }

    private Mono<Void> life() {
        if (state != State.RUNNING) { // stopped during the pause
            return Mono.never();
        }
        startedAt = clock.now(TimeUnit.MILLISECONDS);
        alive.set(1);
        return Flux.from(flow.run().get())
                .then(Mono.<Void>error(FlowEnded::new))
                .doFinally(signal -> alive.set(0));
    }

    /** Emits when the flow is to be started again: never once it is being stopped. */
    private Mono<Long> pause(Throwable cause) {
        if (state != State.RUNNING) {
            return Mono.empty();
        }
        Duration lived = Duration.ofMillis(clock.now(TimeUnit.MILLISECONDS) - startedAt);
        deaths = lived.compareTo(HEALTHY) >= 0 ? 1 : deaths + 1;
        Duration pause = pauseAfter(deaths);
        LOG.warn("flow_died flow={} lived={} pause={}", flow.name(), lived, pause, cause);
        restarts.increment();
        return Mono.delay(pause, clock);
    }

    /** Doubles up to the longest, of which a random half is taken off so that nodes do not come back in step. */
    private static Duration pauseAfter(int deaths) {
        long doubled = FIRST_PAUSE.toMillis() << Math.min(deaths - 1, 16);
        long most = Math.min(LONGEST_PAUSE.toMillis(), doubled);
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    /** The flow completed though nobody asked it to. */
    static final class FlowEnded extends RuntimeException {
        FlowEnded() {
            super("ended unasked", null, false, false);
        }
    }
}
