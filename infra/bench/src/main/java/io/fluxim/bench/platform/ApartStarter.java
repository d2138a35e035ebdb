package io.fluxim.bench.platform;

import io.fluxim.embedded.EmbeddedMariaDb;
import io.fluxim.embedded.EmbeddedRedis;
import io.fluxim.embedded.Ports;
import io.fluxim.lab.process.App;
import io.fluxim.lab.process.CannotRun;
import io.fluxim.lab.process.EmbeddedServer;
import io.fluxim.lab.process.Java;
import io.fluxim.lab.process.Running;
import io.fluxim.lab.process.Server;
import io.fluxim.lab.process.StoreAddresses;
import io.fluxim.lab.process.StoreProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One access node, one pipeline, the sink and each store, each a process of its own with nothing but loopback between them: what
 * each of them takes.
 */
public final class ApartStarter implements PlatformStarter {

    private static final String MAIN = "io.fluxim.bench.platform.Part";
    private static final int APPLICATION_MEGABYTES = 512;
    private static final int KAFKA_MEGABYTES = 1_024;
    /** Of the stand-in, which keeps all that a run stores in memory. */
    private static final int MONGODB_MEGABYTES = 6_144;

    private static final String ADMIN_SECRET = "a secret of the bench's own";
    private static final String JWT_KEY = "a key of the bench's own, 32 bytes and more";

    private final Path dir;
    private final Path cache;
    private final Launch launch;

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
     * @param dir   where the platforms live, one after the other
     * @param cache where programs are unpacked once
     */
    public ApartStarter(Path dir, Path cache, Launch launch) {
        this.dir = dir;
        this.cache = cache;
        this.launch = launch;
    }

    @Override
    public Path dir() {
        return dir;
    }

    @Override
    public String describe() {
        return "each part a process of its own";
    }

    @Override
    public Platform start(Conditions conditions, Consumer<String> progress) {
        Directory.emptied(dir);
        Directory.emptied(dir.resolve("logs"));
        Directory.emptied(dir.resolve("java"));
        Parts parts = new Parts(conditions);
        Running running = new Running("platform-end");
        long began = System.nanoTime();
        try {
            running.together(parts.stores(), name -> progress.accept("  " + name));
            // before access: they make topics and tables
            running.together(List.of(parts.pipeline, parts.sink), name -> progress.accept("  " + name));
            running.together(List.of(parts.access), name -> progress.accept("  " + name));
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            return new Platform(parts.doors(), parts.keys, parts.members(), took, running::close);
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** The processes of one platform. */
    private final class Parts {
        private final StoreProcess kafka;
        private final StoreProcess mongodb;
        private final Server mariadb;
        private final Server redis;
        private final App access;
        private final App pipeline;
        private final App sink;
        private final Map<String, String> keys;

        Parts(Conditions conditions) {
            Java java = launch.from(dir.resolve("java"));
            Path logs = dir.resolve("logs");
            StoreProcess.Place place = new StoreProcess.Place(java, dir, logs, Ports.orFree(0));
            this.kafka = new StoreProcess("kafka", place, KAFKA_MEGABYTES, List.of());
            this.mongodb = new StoreProcess(
                    "mongodb",
                    new StoreProcess.Place(java, dir, logs, Ports.orFree(0)),
                    conditions.heapMegabytes().orElse(MONGODB_MEGABYTES),
                    List.of());
            EmbeddedMariaDb mariadbStore =
                    new EmbeddedMariaDb(dir.resolve("mariadb"), 0, StoreAddresses.account(), cache);
            this.mariadb = new EmbeddedServer(mariadbStore, mariadbStore::pid);
            EmbeddedRedis redisStore = new EmbeddedRedis(dir.resolve("redis"), 0, StoreAddresses.PASSWORD, cache);
            this.redis = new EmbeddedServer(redisStore, redisStore::pid);
            String redisUrl = "redis://:" + StoreAddresses.PASSWORD + "@127.0.0.1:" + redisStore.port();
            this.keys = new LinkedHashMap<>(
                    new StoreAddresses(kafka.port(), redisUrl, mongodb.port(), mariadbStore).keys());
            keys.put("im.access.jwt.key", JWT_KEY);
            keys.put("im.access.admin.secret", ADMIN_SECRET);
            keys.putAll(Limits.NONE);
            keys.putAll(conditions.keys());
            App.Setting setting = new App.Setting(java, new App.Program(MAIN, APPLICATION_MEGABYTES), logs, keys);
            this.access = new App("access", App.Kind.ACCESS, setting);
            this.pipeline = new App("pipeline", App.Kind.PIPELINE, setting);
            this.sink = new App("sink", App.Kind.SINK, setting);
        }

        List<Server> stores() {
            return List.of(kafka, mongodb, mariadb, redis);
        }

        Platform.Doors doors() {
            return new Platform.Doors(
                    loopback(access.port()),
                    ADMIN_SECRET,
                    loopback(pipeline.managementPort()),
                    loopback(sink.managementPort()));
        }

        private URI loopback(int port) {
            return URI.create("http://127.0.0.1:" + port);
        }

        /** In the order in which a message meets them. */
        List<Member> members() {
            return Stream.concat(
                            Stream.of(access, pipeline, sink, kafka, mongodb).map(server -> member(server, true)),
                            Stream.of(redis, mariadb).map(server -> member(server, false)))
                    .toList();
        }

        private Member member(Server server, boolean jvm) {
            ProcessHandle handle =
                    ProcessHandle.of(server.pid()).orElseThrow(() -> new CannotRun(server.name() + " has ended"));
            return new Member(server.name(), handle, jvm);
        }
    }
}
