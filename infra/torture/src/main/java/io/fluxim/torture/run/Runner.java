package io.fluxim.torture.run;

import io.fluxim.torture.cast.Company;
import io.fluxim.torture.cluster.App;
import io.fluxim.torture.cluster.CannotRun;
import io.fluxim.torture.cluster.Cluster;
import io.fluxim.torture.fault.Fault;
import io.fluxim.torture.report.Cell;
import io.fluxim.torture.report.CellResult;
import io.fluxim.torture.report.Counts;
import io.fluxim.torture.report.Course;
import io.fluxim.torture.report.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Goes through faults with seeds, each seed on a cluster of its own. */
public final class Runner {

    private static final String LOOPBACK = "127.0.0.1:";

    private final Plan plan;
    private final Audience audience;
    private final long began = System.nanoTime();

    /**
     * What to do.
     *
     * @param faults   in this order
     * @param seeds    each goes through all faults
     * @param outage   how long a store is away
     * @param quiet    longest wait for the last things of a cell
     * @param dir      for the clusters' data and logs, empty
     * @param cache    where programs are unpacked once
     */
    public record Plan(List<Fault> faults, List<Long> seeds, Duration outage, Duration quiet, Path dir, Path cache) {}

    /** Who is told as it goes. */
    public record Audience(Consumer<String> progress, Consumer<CellResult> cells) {}

    public Runner(Plan plan, Audience audience) {
        this.plan = plan;
        this.audience = audience;
    }

    /** The cells in the order in which they ran. */
    public List<CellResult> run() {
        List<CellResult> cells = new ArrayList<>();
        for (long seed : plan.seeds()) {
            try {
                seed(seed, cells);
            } catch (RuntimeException e) { // the cluster does not run: the other seeds may
                told(cells, infrastructure(seed, e));
            }
        }
        return cells;
    }

    private void seed(long seed, List<CellResult> cells) {
        onCluster(seed, stage -> {
            int number = 0;
            for (Fault fault : plan.faults()) {
                String name = "s%dc%d".formatted(seed, ++number);
                told(cells, new CellRunner(stage, fault, seed).run(name, millis()));
            }
        });
    }

    private void told(List<CellResult> cells, CellResult result) {
        cells.add(result);
        audience.cells().accept(result);
    }

    private void onCluster(long seed, Consumer<CellRunner.Stage> does) {
        Cluster.Site site = new Cluster.Site(plan.dir().resolve("seed-" + seed), plan.cache(), keys());
        try (Cluster cluster = new Cluster(site)) {
            audience.progress().accept("Starting the cluster for seed " + seed);
            cluster.start(name -> audience.progress().accept("  " + name));
            try (Evidence evidence = new Evidence(cluster.keys());
                    Backlog backlog = new Backlog(cluster.keys().getOrDefault("im.kafka.bootstrap-servers", ""))) {
                CellRunner.Bounds bounds =
                        new CellRunner.Bounds(plan.outage(), plan.quiet().multipliedBy(2), plan.quiet());
                does.accept(new CellRunner.Stage(cluster, evidence, backlog, address(cluster), bounds));
            }
        }
    }

    private static Company.Address address(Cluster cluster) {
        return new Company.Address(
                urls(cluster, app -> "http://" + LOOPBACK + app.port()),
                urls(cluster, app -> "ws://" + LOOPBACK + app.port() + "/ws"),
                cluster.adminSecret(),
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build());
    }

    private static List<URI> urls(Cluster cluster, Function<App, String> of) {
        return cluster.access().stream().map(of).map(URI::create).toList();
    }

    /** A retention of minutes, so that sweeps find something; sessions of consumers as short as brokers allow. */
    private Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("im.retention", "5m");
        keys.put("im.kafka.topics.retention.accepted", "3m");
        keys.put("im.kafka.topics.retention.fanout", "3m");
        keys.put("im.kafka.topics.segment", "1m");
        keys.put("im.kafka.source.session-timeout", "6s");
        keys.put("im.cleaner.schedule", "-");
        keys.put("im.cleaner.margin", "1m");
        keys.put("im.cleaner.lease-ttl", "1m");
        return keys;
    }

    private CellResult infrastructure(long seed, RuntimeException e) {
        Throwable cause = e.getCause() instanceof CannotRun told ? told : e;
        return new CellResult(
                new Cell("cluster", "the cluster is started", seed),
                Verdict.INFRASTRUCTURE,
                Course.none(millis()),
                Counts.NONE,
                CellResult.NOTHING_CHECKED,
                List.of(String.valueOf(cause.getMessage())));
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
