package io.fluxim.cli.plots;

import io.fluxim.cli.Management;
import io.fluxim.client.Failed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A real Prometheus for as long as a picture takes: a process of its own, on loopback, that ends with {@link #close}. */
final class Prometheus implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Process process;
    private final Management api;

    private Prometheus(Process process, URI url) {
        this.process = process;
        this.api = new Management(url);
    }

    /**
     * Starts it; returns when it is ready.
     *
     * @param program       name or path
     * @param configuration its {@code prometheus.yml}
     * @param dir           for what it keeps, empty
     * @throws Failed where it is not to be had
     */
    static Prometheus start(String program, Path configuration, Path dir) {
        int port = freePort();
        List<String> command = List.of(
                program,
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + dir.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn");
        Path log = dir.resolve("prometheus.log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Prometheus started = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
            started.awaitReady(log);
            return started;
        } catch (IOException e) {
            throw new Failed(
                    "there is no '" + program + "': install Debian's prometheus, or give --prometheus PATH", e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Path log) throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (isReady()) {
                return;
            }
            Pause.of(LOOK);
        }
        close();
        throw new Failed("Prometheus does not start: " + Files.readString(log).strip());
    }

    private boolean isReady() {
        try {
            return api.get("/api/v1/status/runtimeinfo").status() == 200;
        } catch (Failed notYet) {
            return false;
        }
    }

    /** What a query found in the time from {@code begin} to {@code end}, a value each second. */
    List<Series> range(String expression, Instant begin, Instant end) {
        JsonNode answer = api.get("/api/v1/query_range?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)
                        + "&start=" + begin.getEpochSecond() + "&end=" + end.getEpochSecond() + "&step=1")
                .body();
        if (!answer.path("status").asString("").equals("success")) {
            throw new Failed("Prometheus does not take '" + expression + "': "
                    + answer.path("error").asString(""));
        }
        List<Series> found = new ArrayList<>();
        for (JsonNode one : answer.path("data").path("result")) {
            found.add(new Series(labels(one.path("metric")), points(one.path("values"), begin)));
        }
        return found;
    }

    private static Map<String, String> labels(JsonNode metric) {
        Map<String, String> labels = new LinkedHashMap<>();
        metric.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        return labels;
    }

    /** Where nothing was divided by nothing there is no point. */
    private static List<Series.Point> points(JsonNode values, Instant begin) {
        List<Series.Point> points = new ArrayList<>();
        for (JsonNode value : values) {
            double number = number(value.path(1).asString("NaN"));
            if (Double.isFinite(number)) {
                points.add(new Series.Point(value.path(0).asDouble() - begin.getEpochSecond(), number));
            }
        }
        return points;
    }

    /** Prometheus writes infinity as Java does not. */
    private static double number(String text) {
        return text.endsWith("Inf") || text.equals("NaN") ? Double.NaN : Double.parseDouble(text);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
