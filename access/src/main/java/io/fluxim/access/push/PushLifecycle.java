package io.fluxim.access.push;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs the slot, the renewals and the comparisons while the application runs; gives the slot back at the end. */
final class PushLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PushLifecycle.class);
    /** After the connections have ended, which need their routes until then; before the stores are closed. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 10;

    private static final Duration RELEASE_WITHIN = Duration.ofSeconds(2);

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
            running.set(Flux.merge(node.run(), presence.run(), wakeups.run())
                    .subscribe(nothing -> {}, e -> LOG.error("push_stopped", e)));
        }
    }

    @Override
    public void stop(Runnable done) {
        running.get().dispose();
        node.release()
                .timeout(RELEASE_WITHIN)
                .onErrorResume(e -> Mono.empty())
                .doFinally(signal -> done.run())
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
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
