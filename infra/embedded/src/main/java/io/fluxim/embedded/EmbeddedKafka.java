package io.fluxim.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.ToIntFunction;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker with its controller in this JVM, persistent under its directory.
 *
 * <p>It never forces its log to disk by itself, as Kafka does: what it acknowledged survives the death of the process,
 * not that of the machine. Topics are never made by use. Stop consumers and producers before it, they complain else.
 * A start after {@code kill -9} takes 2 to 3 s longer, until the session of the broker before it has run out.
 */
public final class EmbeddedKafka implements EmbeddedStore {

    /** The 16 bytes {@code fluxim-embedded1}: it only has to stay the same. */
    private static final String CLUSTER_ID = "Zmx1eGltLWVtYmVkZGVkMQ";

    /** Kafka's own 9 s make a start after kill -9 last 12 s. */
    private static final Duration SHORT_SESSION = Duration.ofMillis(1_500);

    private static final int SIGNS_PER_SESSION = 3;

    private final Path dir;
    private final int port;
    private final Duration session;
    private final Optional<Door> door;

    /**
     * A second way in, for clients that shall come through something in between.
     *
     * @param port       where the broker listens besides its own
     * @param advertised where it tells those clients to come
     */
    public record Door(int port, int advertised) {}

    /** Moved by start and close alone, under this object's monitor. */
    private @Nullable KafkaRaftServer server;

    /**
     * With a short session, for quick starts after a crash.
     *
     * @param dir  kept between starts
     * @param port of the broker, the controller takes the next one; 0 for any free pair
     */
    public EmbeddedKafka(Path dir, int port) {
        this(dir, port, SHORT_SESSION);
    }

    /** The same with a second way in. */
    public EmbeddedKafka(Path dir, int port, Door door) {
        this(dir, port, SHORT_SESSION, Optional.of(door));
    }

    /**
     * @param session how long the controller waits for a sign of the broker: for a dead one at the next start, and for
     *                a living one that gets no processor, which it shuts out for a moment
     */
    public EmbeddedKafka(Path dir, int port, Duration session) {
        this(dir, port, session, Optional.empty());
    }

    private EmbeddedKafka(Path dir, int port, Duration session, Optional<Door> door) {
        this.dir = dir.toAbsolutePath();
        this.port = Ports.orFree(port);
        this.session = session;
        this.door = door;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int port() {
        return port;
    }

    /** What clients are configured with. */
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        Ports.requireFree(name(), port);
        Ports.requireFree(name(), port + 1);
        format();
        KafkaRaftServer fresh = new KafkaRaftServer(KafkaConfig.fromProps(properties()), Time.SYSTEM);
        try {
            KafkaExit.guarded(fresh::startup);
        } catch (RuntimeException e) {
            fresh.shutdown();
            fresh.awaitShutdown();
            throw e instanceof CannotStart told ? told : new CannotStart("kafka: " + e.getMessage(), e);
        }
        server = fresh;
    }

    private void format() {
        try {
            Files.createDirectories(dir);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
                    .setNodeId(1)
                    .setClusterId(CLUSTER_ID)
                    .addDirectory(dir.toString())
                    .setMetadataLogDirectory(dir.toString())
                    .setIgnoreFormatted(true)
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) { // the formatter declares no narrower one
            throw new CannotStart("kafka: " + dir + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    private Properties properties() {
        String broker = "PLAINTEXT://" + bootstrapServers();
        String controller = Ports.LOOPBACK + ":" + (port + 1);
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@" + controller);
        p.setProperty("listeners", broker + ",CONTROLLER://" + controller + door(Door::port));
        p.setProperty("advertised.listeners", broker + door(Door::advertised));
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,DOOR:PLAINTEXT");
        p.setProperty("log.dirs", dir.toString());
        p.setProperty("auto.create.topics.enable", "false");
        // one broker: nothing can be replicated
        p.setProperty("default.replication.factor", "1");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        // one machine: few files, few threads
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("share.coordinator.state.topic.num.partitions", "4");
        p.setProperty(
                "metadata.max.idle.interval.ms", "10000"); // a no-op record each half second tells nobody anything
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("broker.session.timeout.ms", Long.toString(session.toMillis()));
        p.setProperty("broker.heartbeat.interval.ms", Long.toString(session.toMillis() / SIGNS_PER_SESSION));
        return p;
    }

    private String door(ToIntFunction<Door> port) {
        return door.map(way -> ",DOOR://" + Ports.LOOPBACK + ":" + port.applyAsInt(way))
                .orElse("");
    }

    @Override
    public synchronized void close() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }

    /** The broker shares this JVM and has no way to die alone: the same as {@link #close}. */
    @Override
    public void kill() {
        close();
    }
}
