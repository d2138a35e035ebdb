package io.fluxim.access.connection;

import io.fluxim.access.outbound.CloseCode;
import io.fluxim.access.session.Session;
import io.fluxim.access.session.Sessions;
import io.fluxim.access.sync.Acks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs what watches over connections, and drains them when the application stops: no further handshake, {@code bye} to
 * everybody, spread over a while, then what is left is cut off by the web server's own stop.
 */
final class ConnectionLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLifecycle.class);
    /** Portions of sessions that are told to go together. */
    private static final int PORTIONS = 20;

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final WebSocketEdge edge;
    private final Sessions sessions;
    private final Patrol patrol;
    private final Acks acks;
    private final Duration spread;
    private final Duration patience;
    private final AtomicReference<Disposable> running = new AtomicReference<>(Disposables.disposed());

    /** @param grace how long a connection may take to end once it was told to */
    ConnectionLifecycle(
            WebSocketEdge edge, Sessions sessions, Patrol patrol, Acks acks, Duration spread, Duration grace) {
        this.edge = edge;
        this.sessions = sessions;
        this.patrol = patrol;
        this.acks = acks;
        this.spread = spread;
        this.patience = spread.plus(grace).plusSeconds(2);
    }

    @Override
    public void start() {
        if (!isRunning()) {
            running.set(Flux.merge(patrol.run().then(), acks.run().then())
                    .subscribe(nothing -> {}, e -> LOG.error("patrol_stopped", e)));
        }
    }

    @Override
    public void stop(Runnable done) {
        edge.close();
        goodbyes()
                .then(empty())
                .timeout(patience)
                .onErrorResume(e -> Mono.empty())
                .then(acks.flush())
                .doFinally(signal -> {
                    running.get().dispose();
                    done.run();
                })
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

    /** Stops first, starts last: clients come in when all else runs. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }

    private Mono<Void> goodbyes() {
        List<Session> all = new ArrayList<>(sessions.all());
        if (all.isEmpty()) {
            return Mono.empty();
        }
        Collections.shuffle(all);
        return Flux.fromIterable(all)
                .buffer(1 + all.size() / PORTIONS)
                .concatMap(portion -> Mono.just(portion).delayElement(spread.dividedBy(PORTIONS)))
                .doOnNext(portion -> portion.forEach(session -> session.close(CloseCode.SHUTDOWN)))
                .then();
    }

    private Mono<Void> empty() {
        return Flux.interval(Duration.ZERO, LOOK_EVERY)
                .onBackpressureDrop()
                .takeUntil(tick -> edge.open() == 0)
                .then();
    }
}
