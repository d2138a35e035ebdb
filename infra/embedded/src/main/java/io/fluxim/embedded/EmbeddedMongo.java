package io.fluxim.embedded;

import de.bwaldvogel.mongo.MongoServer;
import io.fluxim.embedded.mongo.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for MongoDB in this JVM: its documents in memory, its changes in a journal under its directory.
 *
 * <p>What it acknowledged has reached the operating system, and the disk 50 ms later: the death of the process loses
 * nothing, that of the machine up to that time. Served fast are {@code _id} and unique indexes: equality on the first
 * fields, a range or {@code $in} on the next, and their order. It knows no password, so it listens on loopback only.
 * All must fit into the heap. What else differs from MongoDB: {@link StandIn}.
 */
public final class EmbeddedMongo implements EmbeddedStore {

    private final Path dir;
    private final int port;

    /** Moved by start, close and kill alone, under this object's monitor. */
    private @Nullable Running running;

    private record Running(DataLock lock, MongoServer server, StandIn standIn) {}

    /**
     * @param dir  kept between starts
     * @param port 0 for any free one
     */
    public EmbeddedMongo(Path dir, int port) {
        this.dir = dir.toAbsolutePath();
        this.port = Ports.orFree(port);
    }

    @Override
    public String name() {
        return "mongodb";
    }

    @Override
    public int port() {
        return port;
    }

    /** Without a database. The stand-in has no sessions, so the driver must not retry writes by itself. */
    public String uri() {
        return uri("");
    }

    public String uri(String database) {
        return "mongodb://" + Ports.LOOPBACK + ":" + port + "/" + database + "?retryWrites=false";
    }

    @Override
    public synchronized void start() {
        if (running != null) {
            return;
        }
        DataLock lock = DataLock.of(dir);
        try {
            Ports.requireFree(name(), port);
            StandIn standIn = new StandIn(dir);
            MongoServer server = new MongoServer(standIn);
            server.bind(Ports.LOOPBACK, port); // closes the stand-in where it fails
            running = new Running(lock, server, standIn);
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException("mongodb cannot be started in " + dir, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.server().shutdownNow(); // closes the stand-in at last
            running.lock().close();
            running = null;
        }
    }

    @Override
    public synchronized void kill() {
        if (running == null) {
            return;
        }
        try {
            running.standIn().abandon();
            running.server().shutdownNow();
            running.lock().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            running = null;
        }
    }
}
