package io.fluxim.bench;

import io.fluxim.bench.check.Audited;
import io.fluxim.bench.platform.ApartStarter;
import io.fluxim.bench.platform.LauncherStarter;
import io.fluxim.bench.platform.PlatformStarter;
import io.fluxim.bench.report.BenchReport;
import io.fluxim.bench.report.ConsoleReport;
import io.fluxim.bench.report.HtmlReport;
import io.fluxim.bench.report.JsonReport;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.scenario.Plan;
import io.fluxim.bench.scenario.Repertoire;
import io.fluxim.bench.scenario.Runner;
import io.fluxim.bench.scenario.Scenario;
import io.fluxim.standalone.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./fluxim bench}: how fast the platform is on this machine, every message checked. */
@CommandLine.Command(name = "bench", description = "Measure speed and check every message.")
public final class Bench implements Callable<Integer> {

    /** Exit code where the platform could not be run, which says nothing of it. */
    private static final int INFRASTRUCTURE = 3;

    private static final int CONNECTIONS = 2_000;
    private static final int QUICK_CONNECTIONS = 100;
    private static final int GIBI_SHIFT = 30;

    private final ConsoleReport console = new ConsoleReport(System.out);

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "direct (the default), first-minute, idle, latency, group, login, catchup, history, scale,"
                    + " partitions, million or all (the default of --quick)")
    private @Nullable String scenario;

    @Option(names = "--quick", description = "small and short: for correctness alone, time is not judged")
    private boolean quick;

    @Option(names = "--connections", paramLabel = "N", description = "of most scenarios (2000; quick: 100)")
    private @Nullable Integer connections;

    @Option(names = "--rate", paramLabel = "N", description = "of direct: this one, not the highest that is sustained")
    private @Nullable Integer rate;

    @Option(
            names = "--profile",
            description = "have JFR record the rate that counts, each JVM to a file in DIR/profile")
    private boolean profile;

    @Option(
            names = "--bound",
            paramLabel = "MS",
            defaultValue = "250",
            description = "on the p99 of a rate that is sustained")
    private double bound;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "each rate is measured; the one that counts three times as long")
    private int seconds;

    @Option(names = "--apart", description = "each part a process of its own, in place of what ./fluxim up starts")
    private boolean apart;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            description =
                    "of the platform, --apart: of the MongoDB stand-in; default: what up has, for million and scale"
                            + " 6144")
    private @Nullable Integer heap;

    @Option(names = "--launcher", paramLabel = "FILE", hidden = true, description = "in place of ./fluxim")
    private Path launcher = home().resolve("fluxim");

    @Option(names = "--out", paramLabel = "DIR", description = "where the report goes")
    private Path out = home().resolve("infra/bench/target/bench");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    private static Path home() {
        return Path.of(System.getProperty("fluxim.home", ".")).toAbsolutePath().normalize();
    }

    @Override
    public Integer call() {
        Plan plan = plan();
        List<Scenario> programme = programme(plan);
        PlatformStarter starter = starter();
        Instant began = Instant.now();
        Results results = new Results(new ArrayList<>(), new ArrayList<>());
        Runner.Wishes wishes = new Runner.Wishes(
                bound,
                profile ? Optional.of(out.resolve("profile")) : Optional.empty(),
                heap == null ? OptionalInt.empty() : OptionalInt.of(heap));
        try {
            new Runner(plan, starter, wishes, audience(results)).run(programme);
        } catch (RuntimeException e) { // of the platform it says nothing: what breaks the promise is in the results
            System.err.println("The bench could not go on; see the logs in " + starter.dir());
            e.printStackTrace();
            publish(results.report(setting(began, starter)));
            return INFRASTRUCTURE;
        }
        BenchReport report = results.report(setting(began, starter));
        publish(report);
        return report.exitCode();
    }

    private PlatformStarter starter() {
        Path dir = out.resolve("run");
        return apart
                ? new ApartStarter(dir, Stores.cache(), quick ? ApartStarter.Launch.SOON : ApartStarter.Launch.FAST)
                : new LauncherStarter(launcher, dir);
    }

    private Plan plan() {
        Plan plan = quick
                ? Plan.quick(connections == null ? QUICK_CONNECTIONS : connections)
                : Plan.measuring(connections == null ? CONNECTIONS : connections, seconds);
        return rate == null ? plan : plan.at(rate);
    }

    private String name() {
        if (scenario != null) {
            return scenario;
        }
        return quick ? "all" : "direct";
    }

    private List<Scenario> programme(Plan plan) {
        try {
            return new Repertoire(plan).named(name());
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(new CommandLine(this), String.valueOf(e.getMessage()), e);
        }
    }

    /** What was come to up to now. */
    private record Results(List<ScenarioResult> scenarios, List<Audited> audits) {
        BenchReport report(BenchReport.Setting setting) {
            return new BenchReport(setting, scenarios, audits);
        }
    }

    private Runner.Audience audience(Results results) {
        return new Runner.Audience(
                new Scenario.Told(console::progress, console::step),
                result -> {
                    results.scenarios().add(result);
                    console.scenario(result);
                },
                audited -> {
                    results.audits().add(audited);
                    console.audited(audited);
                });
    }

    private BenchReport.Setting setting(Instant began, PlatformStarter starter) {
        return new BenchReport.Setting(
                "./fluxim bench " + name() + (quick ? " --quick" : " --seconds " + seconds) + (apart ? " --apart" : ""),
                began,
                Duration.between(began, Instant.now()),
                machine(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                starter.describe() + (heap == null ? "" : ", with " + heap + " MB of heap"));
    }

    private static String machine() {
        long bytes = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        return Runtime.getRuntime().availableProcessors() + " cores, " + (bytes >> GIBI_SHIFT) + " GiB";
    }

    private void publish(BenchReport report) {
        try {
            Files.createDirectories(out);
            new HtmlReport(report).write(out.resolve("report.html"));
            JsonReport.write(report, out.resolve("report.json"));
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + out, e);
        }
        System.out.println("The report: " + out.resolve("report.html"));
    }
}
