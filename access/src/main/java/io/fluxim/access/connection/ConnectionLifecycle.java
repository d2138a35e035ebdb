package io.fluxim.access.connection;

import io.fluxim.access.sync.Acks;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * Runs what watches over connections, and drains them when the application stops: no further handshake, then every
 * session's {@link Drain}; what is left is cut off by the web server's own stop.
 */
final class ConnectionLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLifecycle.class);
    private final WebSocketEdge edge;
    private final Patrol patrol;
    private final Acks acks;
    private final Drain drain;
    private final AtomicReference<Disposable> running = new AtomicReference<>(Disposables.disposed());

    ConnectionLifecycle(WebSocketEdge edge, Patrol patrol, Acks acks, Drain drain) {
        this.edge = edge;
        this.patrol = patrol;
        this.acks = acks;
        this.drain = drain;
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
        drain.run()
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
}
