package io.fluxim.torture.cluster;

import io.fluxim.embedded.EmbeddedMariaDb;
import io.fluxim.embedded.Ports;
import io.fluxim.lab.process.App;
import io.fluxim.lab.process.Beside;
import io.fluxim.lab.process.CannotRun;
import io.fluxim.lab.process.EmbeddedServer;
import io.fluxim.lab.process.Java;
import io.fluxim.lab.process.Running;
import io.fluxim.lab.process.Server;
import io.fluxim.lab.process.StoreAddresses;
import io.fluxim.lab.process.StoreProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An installation with every part a process of its own: Kafka, Redis, MariaDB and MongoDB's stand-in, two access nodes, two
 * pipelines, the sink and the cleaner, all on this machine.
 */
public final class Cluster implements AutoCloseable {

    private static final String ADMIN_SECRET = "a secret of the torture's own";
    private static final int HEAP_MEGABYTES = 256;
    /** What a victim may use at most. */
    public static final long HEAP_BYTES = HEAP_MEGABYTES << 20;

    private static final App.Program VICTIM = new App.Program("io.fluxim.torture.victim.Victim", HEAP_MEGABYTES);
    private static final String JWT_KEY = "a key of the torture's own, 32 bytes and more";
    /** The stand-in keeps in memory what a run stores: some 13 KB a message with its copies, 100,000 messages and more. */
    private static final int STORE_HEAP_MEGABYTES = 3072;

    private final Java java;
    private final Path logs;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final StoreProcess kafka;
    private final StoreProcess mongodb;
    private final Server mariadb;
    private final RedisSite redis;
    private final Link kafkaFromAccess;
    private final FakeClock clock;
    private final List<App> access = new ArrayList<>();
    private final List<App> pipelines = new ArrayList<>();
    private final App sink;
    private final App cleaner;
    private final Running running = new Running("cluster-end");

    /**
     * Where it lives, and how it is set up.
     *
     * @param dir      its own, empty
     * @param archives of our programs' classes, for all clusters of this process
     * @param cache    where programs of others are unpacked once
     * @param keys     configuration of all applications beyond what the cluster itself says
     */
    public record Site(Path dir, Path archives, Path cache, Map<String, String> keys) {}

    public Cluster(Site site) {
        this.java = Java.small(directory(site.archives()));
        this.logs = directory(site.dir().resolve("logs"));
        int door = Ports.orFree(0);
        int kafkaPort = Ports.orFree(0);
        this.kafkaFromAccess = Link.to("kafka", door);
        this.kafka = new StoreProcess(
                "kafka",
                new StoreProcess.Place(java, site.dir(), logs, kafkaPort),
                STORE_HEAP_MEGABYTES,
                List.of("--door", door + ":" + kafkaFromAccess.port()));
        this.mongodb = new StoreProcess(
                "mongodb",
                new StoreProcess.Place(java, site.dir(), logs, Ports.orFree(0)),
                STORE_HEAP_MEGABYTES,
                List.of());
        EmbeddedMariaDb mariadbStore =
                new EmbeddedMariaDb(site.dir().resolve("mariadb"), 0, StoreAddresses.account(), site.cache());
        this.mariadb = new EmbeddedServer(mariadbStore, mariadbStore::pid);
        this.redis = new RedisSite(site.dir(), site.cache(), StoreAddresses.PASSWORD);
        this.clock = new FakeClock(site.dir().resolve("clock"));
        keys.putAll(new StoreAddresses(kafka.port(), redis.url(), mongodb.port(), mariadbStore).keys());
        keys.put("im.access.jwt.key", JWT_KEY);
        keys.put("im.access.admin.secret", ADMIN_SECRET);
        everybodyIsHere();
        keys.putAll(site.keys());
        for (int i = 1; i <= 2; i++) {
            access.add(app("access-" + i, App.Kind.ACCESS));
        }
        pipelines.add(app("pipeline-1", App.Kind.PIPELINE));
        pipelines.add(app("pipeline-2", App.Kind.PIPELINE));
        this.sink = app("sink", App.Kind.SINK);
        this.cleaner = app("cleaner", App.Kind.CLEANER);
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All players come from one address: what it may is no limit here, what a user may is. */
    private void everybodyIsHere() {
        keys.put("im.access.limits.address.handshakes-per-second", "0");
        keys.put("im.access.limits.address.logins-per-second", "0");
        keys.put("im.access.limits.address.bad-tokens-per-minute", "0");
        keys.put("im.access.limits.address.connections", "0");
    }

    private App app(String name, App.Kind kind) {
        Map<String, String> own = new LinkedHashMap<>(keys);
        if (kind == App.Kind.ACCESS) {
            own.put("im.kafka.bootstrap-servers", "127.0.0.1:" + kafkaFromAccess.port());
        }
        return new App(name, kind, new App.Setting(java, VICTIM, logs, own));
    }

    /** Starts everything, the stores before the applications; none of it outlives this process. */
    public void start(Consumer<String> progress) {
        running.together(List.of(kafka, mongodb, mariadb, redis), progress);
        // one of each kind first: they make topics and tables
        running.together(List.of(pipelines.get(0), sink), progress);
        running.together(List.of(access.get(0), cleaner), progress);
        quicken(List.of(access.get(0), pipelines.get(0), sink, cleaner));
        running.together(List.of(pipelines.get(1), access.get(1)), progress);
    }

    /** Ends each once, where that makes all later starts quick, of which there are many. */
    private static void quicken(List<App> firsts) {
        List<App> slow = firsts.stream().filter(app -> !app.isQuick()).toList();
        Beside.each(slow, App::stop);
        Beside.each(slow, App::start);
    }

    /** One more pipeline, for as long as the cluster lives or until it is stopped. */
    public App anotherPipeline(String name) {
        App another = app(name, App.Kind.PIPELINE);
        running.start(another);
        return another;
    }

    public List<App> access() {
        return List.copyOf(access);
    }

    public List<App> pipelines() {
        return List.copyOf(pipelines);
    }

    /** All six. */
    public List<App> applications() {
        return Stream.of(access, pipelines, List.of(sink, cleaner))
                .flatMap(List::stream)
                .toList();
    }

    public App sink() {
        return sink;
    }

    public App cleaner() {
        return cleaner;
    }

    public Server kafka() {
        return kafka;
    }

    public Server mongodb() {
        return mongodb;
    }

    public Server mariadb() {
        return mariadb;
    }

    public RedisSite redis() {
        return redis;
    }

    /** The network between the access nodes and Kafka. */
    public Link kafkaFromAccess() {
        return kafkaFromAccess;
    }

    /** A clock for one application at a time. */
    public FakeClock clock() {
        return clock;
    }

    /** How its stores are reached, without a link in between: for who looks at what they hold. */
    public Map<String, String> keys() {
        return Map.copyOf(keys);
    }

    public String adminSecret() {
        return ADMIN_SECRET;
    }

    /** Who does not run and should: what became of a process explains more than what its clients saw. */
    public List<String> gone() {
        return Stream.concat(Stream.of(kafka, mongodb, mariadb, redis), applications().stream())
                .filter(server -> !runs(server))
                .map(Server::name)
                .toList();
    }

    private static boolean runs(Server server) {
        try {
            return ProcessHandle.of(server.pid()).isPresent();
        } catch (CannotRun | IllegalStateException stopped) {
            return false;
        }
    }

    /** Ends everything: the applications cleanly where they let themselves, the stores after them. */
    @Override
    public void close() {
        running.close();
        kafkaFromAccess.close();
    }
}
