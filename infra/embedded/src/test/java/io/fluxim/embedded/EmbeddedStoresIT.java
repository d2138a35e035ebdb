package io.fluxim.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.embedded.StartListener.Phase;
import io.fluxim.embedded.StoreSettings.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EmbeddedStoresIT {

    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "fluxim");
    private static final StartListener NOBODY = (store, phase, millis) -> {};

    private Path data;

    /** Not in the temporary folder, of which nothing is known here. */
    @BeforeEach
    void makeDirectory() throws IOException {
        Path target = Path.of(System.getProperty("user.dir"), "target");
        data = Files.createTempDirectory(target, "embedded stores ");
    }

    private StoreSettings settings(StorePorts ports, Kind... kinds) {
        return new StoreSettings(data, CACHE, ports, Set.of(kinds));
    }

    private static StorePorts somePorts() {
        return new StorePorts(Ports.orFree(0), Ports.orFree(0), Ports.orFree(0), Ports.orFree(0));
    }

    @Test
    void givenAllStores_whenStoppedAndStarted_thenWhatWasWrittenIsThere() throws Exception {
        Map<String, Phase> phases = new ConcurrentHashMap<>();
        StoreSettings settings = settings(StorePorts.FREE, Kind.values());
        try (EmbeddedStores stores =
                EmbeddedStores.start(settings, (store, phase, millis) -> phases.put(store, phase))) {
            assertThat(phases)
                    .containsOnlyKeys("kafka", "redis", "mariadb", "mongodb")
                    .allSatisfy((store, phase) -> assertThat(phase).isEqualTo(Phase.READY));
            Writer.write(stores);
            assertRefusedWithoutPassword(stores);
            assertOnlyOwnerReads(data.resolve("redis/redis.conf"), data.resolve("mariadb/init.sql"));
        }
        assertThat(phases).allSatisfy((store, phase) -> assertThat(phase).isEqualTo(Phase.STOPPED));
        try (EmbeddedStores again = EmbeddedStores.start(settings, NOBODY)) {
            assertThat(Writer.read(again)).isEqualTo(Writer.WRITTEN);
        }
    }

    private static void assertRefusedWithoutPassword(EmbeddedStores stores) {
        String url = stores.mariadb().orElseThrow().jdbcUrl();
        for (String user : List.of("root", "fluxim", "nobody", "")) {
            assertThatThrownBy(() -> DriverManager.getConnection(url, user, ""))
                    .as("user '%s'", user)
                    .isInstanceOf(SQLException.class);
        }
    }

    private static void assertOnlyOwnerReads(Path... files) throws IOException {
        for (Path file : files) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void givenJvmKilled_whenStarted_thenOrphansAreStoppedAndWhatWasWrittenIsThere() throws Exception {
        StorePorts ports = somePorts();
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        data.toString(),
                        CACHE.toString(),
                        Integer.toString(ports.kafka()),
                        Integer.toString(ports.redis()),
                        Integer.toString(ports.mariadb()),
                        Integer.toString(ports.mongodb()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<ProcessHandle> orphans;
        try {
            orphans = orphansOf(jvm);
        } finally {
            jvm.destroyForcibly().waitFor();
        }
        assertThat(orphans).hasSize(2).allMatch(ProcessHandle::isAlive);
        assertThat(EmbeddedStores.leftRunning(data))
                .containsExactly(
                        "redis (process " + orphans.get(0).pid() + ")",
                        "mariadb (process " + orphans.get(1).pid() + ")");

        try (EmbeddedStores again = EmbeddedStores.start(settings(ports, Kind.values()), NOBODY)) {
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            assertThat(Writer.read(again)).isEqualTo(Writer.WRITTEN);
        }
        assertThat(EmbeddedStores.leftRunning(data)).isEmpty();
    }

    /** Once it has written; the rest of what it says is its log. */
    private static List<ProcessHandle> orphansOf(Process jvm) throws IOException {
        try (BufferedReader out = jvm.inputReader()) {
            String pids = out.lines()
                    .filter(line -> line.matches("\\d+ \\d+"))
                    .findFirst()
                    .orElseThrow();
            return Stream.of(pids.split(" "))
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .toList();
        }
    }

    @Test
    void givenDataInUse_whenStarted_thenRefusedAndTheOtherGoesOn() throws IOException {
        try (EmbeddedStores first = EmbeddedStores.start(settings(StorePorts.FREE, Kind.REDIS), NOBODY)) {
            assertThatThrownBy(() -> EmbeddedStores.start(settings(StorePorts.FREE, Kind.REDIS), NOBODY))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("in use by process");
            assertThat(first.redis().orElseThrow().command("PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void givenPortTaken_whenStarted_thenPortAndKeyAreNamedAndNothingRuns() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            StorePorts ports = new StorePorts(0, other.getLocalPort(), 0, 0);
            Map<String, Phase> phases = new ConcurrentHashMap<>();
            assertThatThrownBy(() -> EmbeddedStores.start(
                            settings(ports, Kind.REDIS, Kind.MONGODB),
                            (store, phase, millis) -> phases.put(store, phase)))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("im.embedded.redis-port");
            assertThat(phases).containsEntry("mongodb", Phase.STOPPED);
        }
        EmbeddedStores.start(settings(StorePorts.FREE, Kind.REDIS, Kind.MONGODB), NOBODY)
                .close();
    }

    @Test
    void givenServerThatDied_whenStartedAgain_thenItServesWithItsData() throws IOException {
        try (EmbeddedStores stores = EmbeddedStores.start(settings(StorePorts.FREE, Kind.REDIS), NOBODY)) {
            EmbeddedRedis redis = stores.redis().orElseThrow();
            redis.command("SET thing kept");
            ProcessHandle server = ProcessHandle.of(redis.pid()).orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
            redis.start();
            assertThat(redis.command("STRLEN thing")).isEqualTo(":4");
        }
    }

    @Test
    void givenServerThatCannotRead_whenStarted_thenItsLogIsTold() throws IOException {
        Path append = Files.createDirectories(data.resolve("redis")).resolve("appendonly.aof");
        Files.writeString(append, "*1\r\nnonsense");
        assertThatThrownBy(() -> EmbeddedStores.start(settings(StorePorts.FREE, Kind.REDIS), NOBODY))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("redis: ended while starting")
                .hasMessageContaining("append only file");
    }
}
