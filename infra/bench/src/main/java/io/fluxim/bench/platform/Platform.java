package io.fluxim.bench.platform;

import io.fluxim.bench.check.Archive;
import io.fluxim.embedded.EmbeddedMariaDb;
import io.fluxim.embedded.EmbeddedRedis;
import io.fluxim.embedded.Ports;
import io.fluxim.torture.cluster.App;
import io.fluxim.torture.cluster.CannotRun;
import io.fluxim.torture.cluster.EmbeddedServer;
import io.fluxim.torture.cluster.Java;
import io.fluxim.torture.cluster.Running;
import io.fluxim.torture.cluster.Server;
import io.fluxim.torture.cluster.StoreAddresses;
import io.fluxim.torture.cluster.StoreProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An installation with nothing between its parts but loopback: Kafka, Redis, MariaDB and MongoDB's stand-in, one access node,
 * one pipeline and one sink, each a process of its own. Its data live as long as it does.
 */
public final class Platform implements AutoCloseable {

    private static final String ADMIN_SECRET = "a secret of the bench's own";
    private static final String JWT_KEY = "a key of the bench's own, 32 bytes and more";
    private static final String MAIN = "io.fluxim.bench.platform.Part";

    /** As docs/performance.md advises for two cores: with more, batches are small, and each has its price. */
    private static final Map<String, String> PARTITIONS = Map.of(
            "im.kafka.topics.partitions.accepted", "2",
            "im.kafka.topics.partitions.sequenced", "2",
            "im.kafka.topics.partitions.fanout", "2");

    private final Java java;
    private final Path logs;
    private final Map<String, String> keys;
    private final StoreProcess kafka;
    private final StoreProcess mongodb;
    private final EmbeddedMariaDb mariadbStore;
    private final Server mariadb;
    private final Server redis;
    private final App access;
    private final App pipeline;
    private final App sink;
    private final Optional<Path> recordings;
    private final Running running = new Running("platform-end");

    /**
     * Where it lives.
     *
     * @param dir   its own, empty
     * @param cache where programs are unpacked once
     * @param jvms  of its processes
     */
    public record Site(Path dir, Path cache, Jvms jvms) {}

    /**
     * Its JVMs.
     *
     * @param recordings where JFR's go; nothing is recorded where it is empty
     */
    public record Jvms(Heaps heaps, Launch launch, Optional<Path> recordings) {}

    /** How JVMs are started. */
    public enum Launch {
        /** As who runs the platform has it. */
        FAST,
        /** So that they soon serve: they are not measured. */
        SOON;

        private Java from(Path dir) {
            return this == FAST ? Java.fast(dir) : Java.brief(dir);
        }
    }

    /**
     * The most heap of each JVM in megabytes.
     *
     * @param application of each application
     * @param kafka       of the broker
     * @param mongodb     of the stand-in, which keeps all that a run stores in memory
     */
    public record Heaps(int application, int kafka, int mongodb) {}

    public Platform(Site site) {
        this.java = site.jvms().launch().from(directory(site.dir().resolve("java")));
        this.logs = directory(site.dir().resolve("logs"));
        this.kafka = store("kafka", site, site.jvms().heaps().kafka());
        this.mongodb = store("mongodb", site, site.jvms().heaps().mongodb());
        this.mariadbStore =
                new EmbeddedMariaDb(site.dir().resolve("mariadb"), 0, StoreAddresses.account(), site.cache());
        this.mariadb = new EmbeddedServer(mariadbStore, mariadbStore::pid);
        EmbeddedRedis redisStore =
                new EmbeddedRedis(site.dir().resolve("redis"), 0, StoreAddresses.PASSWORD, site.cache());
        this.redis = new EmbeddedServer(redisStore, redisStore::pid);
        String redisUrl = "redis://:" + StoreAddresses.PASSWORD + "@127.0.0.1:" + redisStore.port();
        this.keys = keys(new StoreAddresses(kafka.port(), redisUrl, mongodb.port(), mariadbStore));
        App.Setting setting =
                new App.Setting(java, new App.Program(MAIN, site.jvms().heaps().application()), logs, keys);
        this.access = new App("access", App.Kind.ACCESS, setting);
        this.pipeline = new App("pipeline", App.Kind.PIPELINE, setting);
        this.sink = new App("sink", App.Kind.SINK, setting);
        this.recordings = site.jvms().recordings();
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

    private static Map<String, String> keys(StoreAddresses stores) {
        Map<String, String> keys = new LinkedHashMap<>(stores.keys());
        keys.put("im.access.jwt.key", JWT_KEY);
        keys.put("im.access.admin.secret", ADMIN_SECRET);
        keys.putAll(withoutLimits());
        keys.putAll(PARTITIONS);
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

    /** Starts everything, the stores first. */
    public void start(Consumer<String> progress) {
        startStores(progress);
        running.together(List.of(pipeline, sink), progress); // before access: they make topics and tables
        running.together(List.of(access), progress);
    }

    /** Starts the stores alone: nobody has made topics or tables yet. */
    public void startStores(Consumer<String> progress) {
        running.together(List.of(kafka, mongodb, mariadb, redis), progress);
    }

    /** How its stores are reached, past all applications. */
    public Map<String, String> keys() {
        return Map.copyOf(keys);
    }

    /** Every process, in the order in which a message meets it. */
    public List<Server> servers() {
        return List.of(access, pipeline, sink, kafka, redis, mongodb, mariadb);
    }

    /** Of every JVM but this one. */
    public CompilerTimes compilers() {
        return CompilerTimes.of(servers());
    }

    /** @throws CannotRun naming a process that has ended by itself */
    public void standing() {
        for (Server server : servers()) {
            if (ProcessHandle.of(server.pid()).isEmpty()) {
                throw new CannotRun(server.name() + " has ended");
            }
        }
    }

    /** What the applications have counted. To be asked for between measurements, since telling it takes a while. */
    public Counters counters() {
        return Counters.of(actuator(pipeline), actuator(sink));
    }

    /** What the sink has archived since it was started last. */
    public Counters.Batched archived() {
        return Counters.archived(actuator(sink));
    }

    private static URI actuator(App app) {
        return URI.create("http://127.0.0.1:" + app.managementPort());
    }

    /** No message is archived until it is started again. */
    public void stopSink() {
        sink.stop();
    }

    public void startSink() {
        sink.start();
    }

    /** Of what is measured under this name. */
    public Recordings recordings(String name) {
        return new Recordings(
                List.of(access, pipeline, sink, kafka, mongodb), recordings.map(dir -> dir.resolve(name)));
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
        return new Archive(mariadbStore.jdbcUrl(), StoreAddresses.DATABASE, StoreAddresses.PASSWORD);
    }

    @Override
    public void close() {
        running.close();
    }
}
