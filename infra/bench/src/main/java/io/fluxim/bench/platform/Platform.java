package io.fluxim.bench.platform;

import io.fluxim.bench.check.Archive;
import io.fluxim.embedded.EmbeddedMariaDb;
import io.fluxim.embedded.EmbeddedRedis;
import io.fluxim.embedded.Ports;
import io.fluxim.torture.cluster.App;
import io.fluxim.torture.cluster.Beside;
import io.fluxim.torture.cluster.CannotRun;
import io.fluxim.torture.cluster.EmbeddedServer;
import io.fluxim.torture.cluster.Java;
import io.fluxim.torture.cluster.Server;
import io.fluxim.torture.cluster.StoreProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An installation with nothing between its parts but loopback: Kafka, Redis, MariaDB and MongoDB's stand-in, one access node,
 * one pipeline and one sink, each a process of its own under the JVM's own choice of compilers and collector. Its data live
 * as long as it does.
 */
public final class Platform implements AutoCloseable {

    private static final String ADMIN_SECRET = "a secret of the bench's own";
    private static final String JWT_KEY = "a key of the bench's own, 32 bytes and more";
    private static final String PASSWORD = "bench-on-loopback";
    private static final String DATABASE = "fluxim";
    private static final String R2DBC = "r2dbc:mysql://127.0.0.1:%d/%s?useServerPrepareStatement=true&tcpNoDelay=true";
    private static final String MAIN = "io.fluxim.bench.platform.Part";

    private final Java java;
    private final Path logs;
    private final StoreProcess kafka;
    private final StoreProcess mongodb;
    private final EmbeddedMariaDb mariadbStore;
    private final Server mariadb;
    private final Server redis;
    private final App access;
    private final App pipeline;
    private final App sink;
    /** What runs, the last started first. */
    private final Deque<Server> started = new ArrayDeque<>();

    /**
     * Where it lives.
     *
     * @param dir   its own, empty
     * @param cache where programs are unpacked once
     * @param heaps of its JVMs
     */
    public record Site(Path dir, Path cache, Heaps heaps) {}

    /**
     * The most heap of each JVM in megabytes.
     *
     * @param application of each application
     * @param kafka       of the broker
     * @param mongodb     of the stand-in, which keeps all that a run stores in memory
     */
    public record Heaps(int application, int kafka, int mongodb) {}

    public Platform(Site site) {
        this.java = Java.fast(directory(site.dir().resolve("java")));
        this.logs = directory(site.dir().resolve("logs"));
        this.kafka = store("kafka", site, site.heaps().kafka());
        this.mongodb = store("mongodb", site, site.heaps().mongodb());
        this.mariadbStore = new EmbeddedMariaDb(
                site.dir().resolve("mariadb"),
                0,
                new EmbeddedMariaDb.Account(DATABASE, DATABASE, PASSWORD, PASSWORD),
                site.cache());
        this.mariadb = new EmbeddedServer(mariadbStore, mariadbStore::pid);
        EmbeddedRedis redisStore = new EmbeddedRedis(site.dir().resolve("redis"), 0, PASSWORD, site.cache());
        this.redis = new EmbeddedServer(redisStore, redisStore::pid);
        App.Setting setting = new App.Setting(
                java,
                new App.Program(MAIN, site.heaps().application()),
                logs,
                keys("redis://:" + PASSWORD + "@127.0.0.1:" + redisStore.port()));
        this.access = new App("access", App.Kind.ACCESS, setting);
        this.pipeline = new App("pipeline", App.Kind.PIPELINE, setting);
        this.sink = new App("sink", App.Kind.SINK, setting);
    }

    private StoreProcess store(String name, Site site, int heap) {
        return new StoreProcess(name, new StoreProcess.Place(java, site.dir(), logs, Ports.orFree(0)), heap, List.of());
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> keys(String redisUrl) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("im.kafka.bootstrap-servers", "127.0.0.1:" + kafka.port());
        keys.put("spring.data.redis.url", redisUrl);
        keys.put("spring.mongodb.uri", "mongodb://127.0.0.1:" + mongodb.port() + "/" + DATABASE + "?retryWrites=false");
        keys.put("spring.r2dbc.url", R2DBC.formatted(mariadbStore.port(), DATABASE));
        keys.put("spring.r2dbc.username", DATABASE);
        keys.put("spring.r2dbc.password", PASSWORD);
        keys.put("im.mysql.jdbc-url", mariadbStore.jdbcUrl());
        keys.put("im.mysql.user", DATABASE);
        keys.put("im.mysql.password", PASSWORD);
        keys.put("im.access.jwt.key", JWT_KEY);
        keys.put("im.access.admin.secret", ADMIN_SECRET);
        keys.putAll(withoutLimits());
        return keys;
    }

    /** All come from one address, and are counted here, not there. */
    private static Map<String, String> withoutLimits() {
        return Map.of(
                "im.access.limits.address.handshakes-per-second", "0",
                "im.access.limits.address.logins-per-second", "0",
                "im.access.limits.address.bad-tokens-per-minute", "0",
                "im.access.limits.address.connections", "0",
                "im.access.limits.user.sends-per-second", "0",
                "im.access.limits.user.calls-per-second", "0",
                "im.access.limits.admin.calls-per-second", "0");
    }

    /** Starts everything, the stores first; none of it outlives this process, however that ends. */
    public void start(Consumer<String> progress) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "platform-end"));
        together(List.of(kafka, mongodb, mariadb, redis), progress);
        together(List.of(pipeline, sink), progress); // before access: they make topics and tables
        together(List.of(access), progress);
    }

    private void together(List<? extends Server> servers, Consumer<String> progress) {
        Beside.each(servers, server -> {
            synchronized (started) {
                started.push(server);
            }
            server.start();
            progress.accept(server.name());
        });
    }

    /** Every process, in the order in which a message meets it. */
    public List<Server> servers() {
        return List.of(access, pipeline, sink, kafka, redis, mongodb, mariadb);
    }

    /** @throws CannotRun naming a process that has ended by itself */
    public void standing() {
        for (Server server : servers()) {
            if (ProcessHandle.of(server.pid()).isEmpty()) {
                throw new CannotRun(server.name() + " has ended");
            }
        }
    }

    /** Of the access node, after a collection. */
    public Memory memoryOfAccess() {
        return Memory.of(access.pid());
    }

    public URI http() {
        return URI.create("http://127.0.0.1:" + access.port());
    }

    public URI socket() {
        return URI.create("ws://127.0.0.1:" + access.port() + "/ws");
    }

    public String adminSecret() {
        return ADMIN_SECRET;
    }

    public Archive history() {
        return new Archive(mariadbStore.jdbcUrl(), DATABASE, PASSWORD);
    }

    @Override
    public void close() {
        List<Server> running;
        synchronized (started) {
            running = new ArrayList<>(started);
            started.clear();
        }
        running.forEach(Platform::end);
    }

    private static void end(Server server) {
        try {
            server.kill();
        } catch (RuntimeException e) {
            System.err.println(server.name() + " could not be ended: " + e.getMessage());
        }
    }
}
