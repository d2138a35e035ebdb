package io.fluxim.embedded;

import io.fluxim.embedded.StartListener.Phase;
import io.fluxim.embedded.StoreSettings.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Running stores under one data directory, with secrets of their own:
 *
 * <pre>
 * data/lock      held while they run
 * data/secrets   redis-password, mysql-password, mysql-root-password; the platform's others beside them
 * data/kafka  data/redis  data/mariadb  data/mongodb
 * </pre>
 *
 * <p>They start side by side and stop one after the other, MongoDB's stand-in first and Kafka last.
 */
public final class EmbeddedStores implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedStores.class);
    private static final String DATABASE = "fluxim";

    private final DataLock lock;
    private final Secrets secrets;
    private final List<EmbeddedStore> stores;
    private final StartListener listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedStores(DataLock lock, StoreSettings settings, StartListener listener) {
        this.lock = lock;
        this.secrets = new Secrets(settings.data().resolve("secrets"));
        this.stores = Stream.of(Kind.values())
                .filter(settings.wanted()::contains)
                .map(kind -> store(kind, settings))
                .toList();
        this.listener = listener;
    }

    /**
     * Returns when all of them serve.
     *
     * @throws CannotStart when one of them cannot, or another process uses the data; none runs then
     */
    public static EmbeddedStores start(StoreSettings settings, StartListener listener) {
        DataLock lock = DataLock.of(settings.data());
        try {
            return new EmbeddedStores(lock, settings, listener).started();
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Servers that run on this data directory, such as {@code mariadb (process 4711)}: once its process has been killed they
     * may have outlived it, until the next start.
     */
    public static List<String> leftRunning(Path data) {
        List<String> found = new ArrayList<>();
        for (String server : List.of("redis", "mariadb")) {
            try {
                ServerProcess.on(data.resolve(server))
                        .ifPresent(process -> found.add(server + " (process " + process.pid() + ")"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private EmbeddedStore store(Kind kind, StoreSettings settings) {
        Path data = settings.data();
        StorePorts ports = settings.ports();
        return switch (kind) {
            case KAFKA -> new EmbeddedKafka(data.resolve("kafka"), ports.kafka());
            case REDIS ->
                new EmbeddedRedis(
                        data.resolve("redis"), ports.redis(), secrets.get("redis-password"), settings.cache());
            case MARIADB -> new EmbeddedMariaDb(data.resolve("mariadb"), ports.mariadb(), account(), settings.cache());
            case MONGODB -> new EmbeddedMongo(data.resolve("mongodb"), ports.mongodb());
        };
    }

    private EmbeddedMariaDb.Account account() {
        return new EmbeddedMariaDb.Account(
                DATABASE, DATABASE, secrets.get("mysql-password"), secrets.get("mysql-root-password"));
    }

    /** All are waited for, also when one has failed: a start cannot be broken off half-way. */
    private EmbeddedStores started() {
        ExecutorService pool = Executors.newFixedThreadPool(Kind.values().length);
        try {
            CompletableFuture<?>[] starts = stores.stream()
                    .map(store -> CompletableFuture.runAsync(() -> start(store), pool))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(starts).join();
            return this;
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof CannotStart cause ? cause : new CannotStart("a store failed: " + e, e);
        } finally {
            pool.shutdown();
        }
    }

    private void start(EmbeddedStore store) {
        long began = System.nanoTime();
        tell(store, Phase.STARTING, began);
        try {
            store.start();
        } catch (RuntimeException e) {
            tell(store, Phase.FAILED, began);
            throw e instanceof CannotStart told ? told : new CannotStart(store.name() + ": " + e.getMessage(), e);
        }
        tell(store, Phase.READY, began);
    }

    private void tell(EmbeddedStore store, Phase phase, long began) {
        listener.changed(store.name(), phase, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    /** Of this data directory; also the place for what the platform itself keeps secret. */
    public Secrets secrets() {
        return secrets;
    }

    /** Empty when it was not wanted; so with the others. */
    public Optional<EmbeddedKafka> kafka() {
        return find(EmbeddedKafka.class);
    }

    public Optional<EmbeddedRedis> redis() {
        return find(EmbeddedRedis.class);
    }

    public Optional<EmbeddedMariaDb> mariadb() {
        return find(EmbeddedMariaDb.class);
    }

    public Optional<EmbeddedMongo> mongodb() {
        return find(EmbeddedMongo.class);
    }

    private <S extends EmbeddedStore> Optional<S> find(Class<S> type) {
        return stores.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Stops them cleanly; does nothing the second time. Clients of Kafka should be gone before. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            List<EmbeddedStore> reversed = new ArrayList<>(stores);
            Collections.reverse(reversed);
            reversed.forEach(this::stop);
            lock.close();
        }
    }

    /** A store that does not stop does not keep the others running. */
    private void stop(EmbeddedStore store) {
        long began = System.nanoTime();
        tell(store, Phase.STOPPING, began);
        try {
            store.close();
            tell(store, Phase.STOPPED, began);
        } catch (RuntimeException e) {
            log.error("store not stopped: name={}", store.name(), e);
            tell(store, Phase.FAILED, began);
        }
    }
}
