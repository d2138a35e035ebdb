package io.fluxim.access.socket.connection;

import io.fluxim.access.socket.sync.Acks;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.SmartLifecycle;

/**
 * Drains connections when the application stops: no further handshake, then every session's {@link Drain}; what is left is
 * cut off by the web server's own stop.
 */
final class ConnectionLifecycle implements SmartLifecycle {

    private final WebSocketEdge edge;
    private final Acks acks;
    private final Drain drain;
    private final AtomicBoolean running = new AtomicBoolean();

    ConnectionLifecycle(WebSocketEdge edge, Acks acks, Drain drain) {
        this.edge = edge;
        this.acks = acks;
        this.drain = drain;
    }

    @Override
    public void start() {
        running.set(true);
    }

    @Override
    public void stop(Runnable done) {
        edge.close();
        drain.run()
                .then(acks.flush())
                .doFinally(signal -> {
                    running.set(false);
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
        return running.get();
    }

    /** Stops first, starts last: clients come in when all else runs. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
