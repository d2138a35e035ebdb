package io.fluxim.lab.process;

import io.fluxim.embedded.EmbeddedStore;
import java.util.function.LongSupplier;

/** A store that is a process already: Redis and MariaDB. */
public final class EmbeddedServer implements Server {

    private final EmbeddedStore store;
    private final LongSupplier pid;

    public EmbeddedServer(EmbeddedStore store, LongSupplier pid) {
        this.store = store;
        this.pid = pid;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void start() {
        store.start();
    }

    @Override
    public void stop() {
        store.close();
    }

    @Override
    public void kill() {
        store.kill();
    }

    @Override
    public void pause() {
        Signals.send("STOP", pid());
    }

    @Override
    public void resume() {
        Signals.send("CONT", pid());
    }

    @Override
    public long pid() {
        return pid.getAsLong();
    }
}
