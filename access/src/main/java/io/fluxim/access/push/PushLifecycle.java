package io.fluxim.access.push;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Runs the node's topic, the renewals and the comparisons while the application runs. */
final class PushLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PushLifecycle.class);
    /** After the connections have ended, which need their routes until then; before the stores are closed. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 10;

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final PushNode node;
    private final Presence presence;
    private final Wakeups wakeups;
    private final AtomicReference<Disposable> running = new AtomicReference<>(Disposables.disposed());

    PushLifecycle(PushNode node, Presence presence, Wakeups wakeups) {
        this.node = node;
        this.presence = presence;
        this.wakeups = wakeups;
    }

    @Override
    public void start() {
        if (!isRunning()) {
            running.set(Flux.merge(node.run(), again(presence.run()), again(wakeups.run()))
                    .subscribe(nothing -> {}, e -> LOG.error("push_stopped", e)));
        }
    }

    /** A defect in one round must not end all later ones. */
    private static Flux<Void> again(Flux<Void> rounds) {
        return rounds.doOnError(e -> LOG.error("push_round_failed", e))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AFTER_A_FAILURE));
    }

    @Override
    public void stop() {
        running.get().dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.get().isDisposed();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
