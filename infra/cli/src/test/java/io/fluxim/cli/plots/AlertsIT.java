package io.fluxim.cli.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxim.cli.backup.Platform;
import io.fluxim.client.Client;
import io.fluxim.client.Observer;
import io.fluxim.client.Outcome;
import io.fluxim.standalone.DataDirectory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.StringNode;

/**
 * Alerts by their causes: a real Prometheus with the rules of grafana/ watches a whole platform to which something happens.
 * Only its times are shorter. Needs Debian's {@code prometheus} in the path, or at {@code fluxim.test.prometheus}.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class AlertsIT {

    private static final String PROGRAM = System.getProperty("fluxim.test.prometheus", "prometheus");
    private static final Path GRAFANA = Path.of("..", "..", "grafana");
    /** By the port that prometheus.yml has for each. */
    private static final Map<String, String> APPLICATIONS =
            Map.of("10003", "access", "10004", "message-pipeline", "10005", "history-sink", "10006", "offline-cleaner");

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final byte[] GARBAGE = {-1, -1, -1};

    private Path base;

    @BeforeEach
    void thereIsAPrometheus() throws IOException {
        assumeTrue(there(), "there is no " + PROGRAM + ": these alerts are not seen to fire");
        base = Files.createTempDirectory(Path.of(System.getProperty("user.dir"), "target"), "alerts");
    }

    @Test
    void givenAPlatform_whenARecordIsGarbageAndTheArchiveStops_thenTheirAlertsFireAndResolve() throws Exception {
        Path data = base.resolve("data");
        try (Platform platform = Platform.start(data, "im.history.timeout=1s", "im.history-sink.wait-max=500ms");
                Prometheus prometheus = Prometheus.start(PROGRAM, configuration(data), base);
                Client ann = platform.connect("ann", platform.token("ann"), Client.Position.START, Observer.NONE)) {
            platform.token("bob");
            send(ann, "before");
            until("Prometheus has asked all four", () -> points(prometheus, "sum(up) == 4"));
            assertThat(fires(prometheus, "DeadLetter")).isFalse();
            assertThat(fires(prometheus, "ArchiveAway")).isFalse();

            writeGarbage(data);
            until("the dead letter is told of", () -> fires(prometheus, "DeadLetter"));

            List<ProcessHandle> archive =
                    platform.stores().filter(AlertsIT::isMariaDb).toList();
            assertThat(archive).as("MariaDB").isNotEmpty();
            signal("STOP", archive);
            try {
                send(ann, "meanwhile");
                until("the archive is missed", () -> fires(prometheus, "ArchiveAway"));
            } finally {
                signal("CONT", archive);
            }
            until("the archive is back", () -> !fires(prometheus, "ArchiveAway"));
            assertThat(fires(prometheus, "DeadLetter")).as("for an hour").isTrue();
        }
    }

    /** The files of grafana/, for these ports and in a hurry. */
    private Path configuration(Path data) throws IOException {
        String alerts = Files.readString(GRAFANA.resolve("alerts.yml"));
        Files.writeString(
                base.resolve("alerts.yml"),
                alerts.replaceAll("for: \\d+[smhd]", "for: 1s").replaceAll("\\[\\d+m]", "[10s]"));
        Properties addresses = new Properties();
        try (Reader lines = Files.newBufferedReader(data.resolve("run/addresses"))) {
            addresses.load(lines);
        }
        String targets =
                Files.readString(GRAFANA.resolve("prometheus.yml")).replaceAll("_interval: \\d+s", "_interval: 1s");
        for (Map.Entry<String, String> one : APPLICATIONS.entrySet()) {
            String address = addresses.getProperty(one.getValue()).replace("http://", "");
            targets = targets.replace("127.0.0.1:" + one.getKey(), address);
        }
        return Files.writeString(base.resolve("prometheus.yml"), targets);
    }

    private static boolean fires(Prometheus prometheus, String alert) {
        return points(prometheus, "ALERTS{alertname=\"" + alert + "\",alertstate=\"firing\"}");
    }

    /** Whether there is something now. */
    private static boolean points(Prometheus prometheus, String expression) {
        Instant now = Instant.now();
        return prometheus.range(expression, now, now).stream()
                .anyMatch(series -> !series.points().isEmpty());
    }

    private static void until(String what, BooleanSupplier holds) {
        Instant end = Instant.now().plus(SOON);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Pause.of(LOOK);
        }
    }

    private static void send(Client from, String clientMsgId) throws Exception {
        assertThat(from.toUser("bob", clientMsgId, StringNode.valueOf("hello")).get(SOON.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(Outcome.Accepted.class);
    }

    private static void writeGarbage(Path data) throws Exception {
        String brokers = DataDirectory.stores(data).orElseThrow().get("im.kafka.bootstrap-servers");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("im.accepted", 0, GARBAGE, GARBAGE))
                    .get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static boolean isMariaDb(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("mariadbd") || command.endsWith("mysqld"))
                .isPresent();
    }

    private static void signal(String name, List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .start()
                            .waitFor())
                    .as("kill -%s", name)
                    .isZero();
        }
    }

    private static boolean there() {
        try {
            return new ProcessBuilder(PROGRAM, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
