package io.fluxim.torture;

import io.fluxim.torture.fault.Defects;
import io.fluxim.torture.fault.Fault;
import io.fluxim.torture.fault.Faults;
import io.fluxim.torture.report.ConsoleReport;
import io.fluxim.torture.report.ExitCode;
import io.fluxim.torture.report.JsonReport;
import io.fluxim.torture.report.MarkdownReport;
import io.fluxim.torture.report.TortureReport;
import io.fluxim.torture.report.html.HtmlReport;
import io.fluxim.torture.run.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code ./fluxim torture}: faults against a cluster of processes under load, and a report on what became of the promise. */
@CommandLine.Command(name = "torture", description = "Inject faults under load and check the promise.")
public final class Torture implements Callable<Integer> {

    /** How long a store is away. */
    private static final Duration LONG_OUTAGE = Duration.ofMinutes(1);

    private static final Duration SHORT_OUTAGE = Duration.ofSeconds(8);
    /** Longest wait for the last things of a cell. */
    private static final Duration QUIET = Duration.ofSeconds(60);
    /** With a defect built in what is missing never comes. */
    private static final Duration QUIET_BROKEN = Duration.ofSeconds(15);

    private final ConsoleReport console =
            Boolean.getBoolean("fluxim.colour") ? ConsoleReport.coloured(System.out) : ConsoleReport.plain(System.out);

    @Option(names = "--short", description = "about five minutes, one fault of each kind (the default)")
    private boolean inShort;

    @Option(names = "--full", description = "every fault, three seeds")
    private boolean full;

    @Option(names = "--seeds", paramLabel = "N", description = "how many seeds")
    private @Nullable Integer seeds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "the first seed")
    private long first;

    @Option(names = "--fault", paramLabel = "NAME", description = "only this fault; may be given several times")
    private List<String> named = List.of();

    @Option(
            names = "--break",
            paramLabel = "NAME",
            description = "build a defect in: the torture must find it; may be given several times")
    private List<String> defects = List.of();

    @Option(names = "--overload", description = "three times the rate sustained, without faults; part of --full")
    private boolean overload;

    @Option(names = "--list", description = "list the faults and end")
    private boolean list;

    @Option(names = "--out", paramLabel = "DIR", description = "where the report goes")
    private Path out = home().resolve("infra/torture/target/torture");

    @Option(names = "--document", paramLabel = "FILE", description = "write the results into this Markdown page, too")
    private @Nullable Path document;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Torture()).execute(arguments));
    }

    private static Path home() {
        return Path.of(System.getProperty("fluxim.home", ".")).toAbsolutePath().normalize();
    }

    @Override
    public Integer call() {
        if (list) {
            Faults.all().forEach(fault -> System.out.printf("%-18s %s%n", fault.name(), fault.what()));
            System.out.println("defects for --break: " + String.join(" ", Defects.names()));
            return 0;
        }
        Runner.Plan plan = plan();
        Instant began = Instant.now();
        Runner.Results results =
                new Runner(plan, new Runner.Audience(System.out::println, console::ended, console::ended)).run();
        TortureReport report = new TortureReport(
                began,
                Duration.between(began, Instant.now()),
                Settings.of(home(), command(), plan.seeds()),
                results.cells(),
                results.overload(),
                defects.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", defects)));
        publish(report);
        return ExitCode.of(report);
    }

    private Runner.Plan plan() {
        int count = seeds != null ? seeds : full ? 3 : 1;
        return new Runner.Plan(
                faults(),
                LongStream.range(first, first + count).boxed().toList(),
                overload || full && defects.isEmpty() && named.isEmpty(),
                new Runner.Bounds(full ? LONG_OUTAGE : SHORT_OUTAGE, !defects.isEmpty() ? QUIET_BROKEN : QUIET),
                new Runner.Place(
                        emptied(out.resolve("run")), Path.of(System.getProperty("user.home"), ".cache", "fluxim")));
    }

    private List<Fault> faults() {
        if (!defects.isEmpty()) {
            return defects.stream().map(this::defect).toList();
        }
        if (!named.isEmpty()) {
            return named.stream()
                    .map(name -> Faults.named(name)
                            .orElseThrow(() -> new CommandLine.ParameterException(
                                    new CommandLine(this), "there is no fault '" + name + "'; see --list")))
                    .toList();
        }
        if (full) {
            return Faults.full();
        }
        return overload && !inShort ? List.of() : Faults.inShort();
    }

    private Fault defect(String name) {
        try {
            return Defects.named(name);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(new CommandLine(this), String.valueOf(e.getMessage()), e);
        }
    }

    private String command() {
        return "./fluxim torture " + (full ? "--full" : overload && !inShort ? "--overload" : "--short")
                + (overload && inShort ? " --overload" : "") + (seeds == null ? "" : " --seeds " + seeds)
                + (first == 1 ? "" : " --seed " + first)
                + String.join("", named.stream().map(name -> " --fault " + name).toList())
                + String.join(
                        "", defects.stream().map(name -> " --break " + name).toList());
    }

    private void publish(TortureReport report) {
        try {
            new HtmlReport(report).write(out.resolve("report.html"));
            JsonReport.write(report, out.resolve("report.json"));
            if (document != null) {
                new MarkdownReport(report).write(document);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + out, e);
        }
        console.ended(report);
        System.out.println("The report: " + out.resolve("report.html"));
    }

    private static Path emptied(Path dir) {
        try {
            if (Files.exists(dir)) {
                try (Stream<Path> files = Files.walk(dir)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(dir);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make room in " + dir, e);
        }
    }
}
