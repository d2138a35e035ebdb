package io.fluxim.torture.run;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Kind;
import io.fluxim.audit.Look;
import io.fluxim.audit.Mismatch;
import io.fluxim.lab.cast.Company;
import io.fluxim.lab.process.App;
import io.fluxim.lab.process.CannotRun;
import io.fluxim.torture.cluster.Cluster;
import io.fluxim.torture.fault.Fault;
import io.fluxim.torture.report.Cell;
import io.fluxim.torture.report.CellResult;
import io.fluxim.torture.report.Counts;
import io.fluxim.torture.report.Course;
import io.fluxim.torture.report.OverloadResult;
import io.fluxim.torture.report.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Goes through faults with seeds, each seed on a cluster of its own. */
public final class Runner {

    private static final String LOOPBACK = "127.0.0.1:";

    private final Plan plan;
    private final Audience audience;
    private final long began = System.nanoTime();
    private final List<CellResult> cells = new ArrayList<>();
    private Optional<OverloadResult> overload = Optional.empty();

    /**
     * What to do.
     *
     * @param faults   in this order
     * @param seeds    each goes through all faults
     * @param overload whether the last cluster is overloaded in the end
     * @param bounds   how long things take
     * @param place    where it runs
     */
    public record Plan(List<Fault> faults, List<Long> seeds, boolean overload, Bounds bounds, Place place) {}

    /**
     * How long things take.
     *
     * @param outage how long a store is away
     * @param quiet  longest wait for the last things of a cell
     */
    public record Bounds(Duration outage, Duration quiet) {}

    /**
     * Where it runs.
     *
     * @param dir   for the clusters' data and logs, empty
     * @param cache where programs are unpacked once
     */
    public record Place(Path dir, Path cache) {}

    /** What it came to: the cells in the order in which they ran, and the overload where there was one. */
    public record Results(List<CellResult> cells, Optional<OverloadResult> overload) {}

    /** Who is told as it goes. */
    public record Audience(Consumer<String> progress, Consumer<CellResult> cells, Consumer<OverloadResult> overload) {}

    public Runner(Plan plan, Audience audience) {
        this.plan = plan;
        this.audience = audience;
    }

    public Results run() {
        for (int i = 0; i < plan.seeds().size(); i++) {
            long seed = plan.seeds().get(i);
            boolean last = i == plan.seeds().size() - 1;
            try {
                onCluster(seed, stage -> onStage(stage, seed, last));
            } catch (RuntimeException e) { // the cluster does not run: the other seeds may
                told(infrastructure(seed, e));
            }
        }
        return new Results(List.copyOf(cells), overload);
    }

    private void onStage(CellRunner.Stage stage, long seed, boolean last) {
        int number = 0;
        for (Fault fault : plan.faults()) {
            told(played(stage, fault, "s%dc%d".formatted(seed, ++number), seed));
        }
        audit(stage, seed);
        if (last && plan.overload()) {
            audience.progress().accept("Overloading the cluster");
            OverloadResult result = new Overload(stage).run("s%do".formatted(seed), seed);
            overload = Optional.of(result);
            audience.overload().accept(result);
        }
    }

    /** A cell that proved nothing is played once more, by another company: what nobody passed at the first time, somebody may. */
    private CellResult played(CellRunner.Stage stage, Fault fault, String name, long seed) {
        CellResult first = new CellRunner(stage, fault, seed).run(name, millis());
        if (first.verdict() != Verdict.INVALID) {
            return first;
        }
        audience.progress()
                .accept("%s proved nothing, so once more: %s"
                        .formatted(fault.name(), String.join("; ", first.notes())));
        return new CellRunner(stage, fault, seed).run(name + "-again", millis());
    }

    /** The stores against one another, unless a rule was broken already. Only what does not fit makes a cell of its own. */
    private void audit(CellRunner.Stage stage, long seed) {
        if (cells.stream().anyMatch(cell -> cell.verdict() == Verdict.BROKEN)) {
            return;
        }
        audience.progress().accept("Auditing the stores of seed " + seed);
        long since = millis();
        Findings findings = stage.evidence().audit();
        audience.progress()
                .accept("  %,d messages of %,d conversations, %,d entries of %,d inboxes: %s, %d drifts of Redis"
                        .formatted(
                                findings.messages(),
                                findings.conversations(),
                                findings.entries(),
                                findings.inboxes(),
                                findings.verdict(),
                                findings.count(Kind.Weight.DRIFT)));
        if (findings.verdict() != Findings.Verdict.CLEAN) {
            told(unfit(findings, seed, since));
        }
    }

    private static CellResult unfit(Findings findings, long seed, long since) {
        boolean mismatched = findings.verdict() == Findings.Verdict.MISMATCHED;
        return new CellResult(
                new Cell("audit", "the stores are compared with one another", seed),
                mismatched ? Verdict.BROKEN : Verdict.INFRASTRUCTURE,
                Course.none(since),
                Counts.NONE,
                CellResult.NOTHING_CHECKED,
                mismatched
                        ? findings.shown().stream().map(Mismatch::toString).toList()
                        : findings.unseen().stream().map(Look.Unseen::toString).toList());
    }

    private void told(CellResult result) {
        cells.add(result);
        audience.cells().accept(result);
    }

    private void onCluster(long seed, Consumer<CellRunner.Stage> does) {
        Cluster.Site site = new Cluster.Site(
                plan.place().dir().resolve("seed-" + seed),
                plan.place().dir().resolve("archives"),
                plan.place().cache(),
                keys());
        try (Cluster cluster = new Cluster(site)) {
            audience.progress().accept("Starting the cluster for seed " + seed);
            cluster.start(name -> audience.progress().accept("  " + name));
            try (Evidence evidence = new Evidence(cluster.keys())) {
                CellRunner.Bounds bounds = new CellRunner.Bounds(
                        plan.bounds().outage(),
                        plan.bounds().quiet().multipliedBy(2),
                        plan.bounds().quiet());
                does.accept(new CellRunner.Stage(cluster, evidence, address(cluster), bounds));
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
