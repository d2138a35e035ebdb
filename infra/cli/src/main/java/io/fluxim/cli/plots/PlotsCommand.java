package io.fluxim.cli.plots;

import io.fluxim.cli.Installation;
import io.fluxim.client.Failed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watches the running platform for a while with a real Prometheus, and draws a dashboard of what it saw. */
@Command(name = "plots", description = "Draws the overview dashboard from a real Prometheus that watches the platform.")
public final class PlotsCommand implements Callable<Integer> {

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int TOLD_EVERY = 10;

    private static final List<String> APPLICATIONS =
            List.of("access", "message-pipeline", "history-sink", "offline-cleaner");
    /** Grafana's macro for a window that holds several scrapes: there is one a second. */
    private static final String WINDOW = "10s";

    @Mixin
    private Installation installation = new Installation();

    @Option(names = "--seconds", paramLabel = "N", description = "how long it watches")
    private int seconds = 60;

    @Option(names = "--dashboard", paramLabel = "FILE", description = "another one than the overview")
    private Path file = home().resolve("grafana/dashboards/overview.json");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where the picture goes; default: in the data directory")
    private @Nullable Path out;

    @Option(names = "--prometheus", paramLabel = "PROGRAM", description = "name or path")
    private String program = "prometheus";

    private static Path home() {
        return Path.of(System.getProperty("fluxim.home", ".")).toAbsolutePath().normalize();
    }

    @Override
    public Integer call() {
        if (seconds < 1) {
            throw new Failed("--seconds must be at least 1, was " + seconds);
        }
        Dashboard dashboard = Dashboard.read(file);
        Path picture = out != null ? out : installation.data().resolve("plots/overview.svg");
        try {
            write(picture, drawn(dashboard));
        } catch (IOException e) {
            throw new Failed("the picture cannot be written to " + picture + ": " + e.getMessage(), e);
        }
        System.out.println("The picture: " + picture);
        return 0;
    }

    private String drawn(Dashboard dashboard) throws IOException {
        Path dir = Files.createTempDirectory("fluxim-plots");
        try (Prometheus prometheus = Prometheus.start(program, configuration(dir), dir)) {
            Instant begin = Instant.now();
            watch();
            Instant end = Instant.now();
            return new Picture(dashboard, seconds)
                    .draw(panel -> panel.queries().stream()
                            .flatMap(query -> prometheus.range(settled(query.expression()), begin, end).stream()
                                    .map(series -> new Line(series.named(query.legend()), series)))
                            .toList());
        } finally {
            delete(dir);
        }
    }

    private void watch() {
        Instant end = Instant.now().plusSeconds(seconds);
        for (long left = seconds;
                left > 0;
                left = Duration.between(Instant.now(), end).toSeconds()) {
            System.out.printf("Watching, %d s to go: use the platform meanwhile, as with ./fluxim demo%n", left);
            Pause.of(Duration.ofSeconds(Math.min(left, TOLD_EVERY)));
        }
    }

    private Path configuration(Path dir) throws IOException {
        StringBuilder text =
                new StringBuilder("global:\n  scrape_interval: %ds\nscrape_configs:\n".formatted(STEP.toSeconds()));
        for (String application : APPLICATIONS) {
            text.append("""
                  - job_name: %s
                    metrics_path: /actuator/prometheus
                    static_configs:
                      - targets: ['%s']
                """.formatted(
                            application, installation.management(application).getAuthority()));
        }
        return Files.writeString(dir.resolve("prometheus.yml"), text);
    }

    /** Grafana's macros are settled, and its variables stand for everything. */
    static String settled(String expression) {
        return expression
                .replace("$__rate_interval", WINDOW)
                .replace("$__interval", WINDOW)
                .replaceAll("\"\\$\\{?[a-z_]+}?\"", "\".*\"");
    }

    private static void write(Path file, String picture) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, picture);
    }

    private static void delete(Path dir) {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
