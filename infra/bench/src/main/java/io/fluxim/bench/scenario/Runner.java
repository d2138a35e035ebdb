package io.fluxim.bench.scenario;

import io.fluxim.bench.check.Audited;
import io.fluxim.bench.platform.Platform;
import io.fluxim.bench.report.Ceiling;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.store.Ceilings;
import io.fluxim.torture.cluster.Stores;
import io.fluxim.torture.report.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays scenarios one after the other on platforms that are audited in the end, and whose data are deleted behind them; then
 * measures what the stores alone could carry.
 */
public final class Runner {

    private final Plan plan;
    private final Platform.Site site;
    private final double boundMillis;
    private final Audience audience;
    private final List<ScenarioResult> results = new ArrayList<>();

    /** Who is told as it goes. */
    public record Audience(
            Scenario.Told told,
            Consumer<ScenarioResult> scenarios,
            Consumer<Ceiling> ceilings,
            Consumer<Audited> audits) {}

    /**
     * @param site        where the platforms live, one after the other
     * @param boundMillis that the latency of 99 of 100 may have
     */
    public Runner(Plan plan, Platform.Site site, double boundMillis, Audience audience) {
        this.plan = plan;
        this.site = site;
        this.boundMillis = boundMillis;
        this.audience = audience;
    }

    /** Tells each result to the audience; ends early where the promise is broken: its data stay, for who looks into it. */
    public void run(Repertoire.Programme programme) {
        for (List<Scenario> together : byPlatform(programme.scenarios())) {
            emptied(site.dir());
            if (!held(together)) {
                return;
            }
            emptied(site.dir());
        }
        if (!programme.measured().isEmpty()) {
            measure(programme.measured());
            emptied(site.dir());
        }
    }

    private List<List<Scenario>> byPlatform(List<Scenario> scenarios) {
        if (plan.conduct().platforms() == Plan.Platforms.EACH) {
            return scenarios.stream().map(List::of).toList();
        }
        return scenarios.isEmpty() ? List.of() : List.of(scenarios);
    }

    /** Whether the promise held on one platform. */
    private boolean held(List<Scenario> scenarios) {
        progress("Starting a platform");
        try (Installation installation = Installation.open(site, name -> progress("  " + name))) {
            for (Scenario scenario : scenarios) {
                ScenarioResult result = played(scenario, installation);
                results.add(result);
                audience.scenarios().accept(result);
                if (!result.check().holds()) {
                    return false;
                }
            }
            Audited audited =
                    installation.audited(names(scenarios), plan.conduct().audit());
            audience.audits().accept(audited);
            return audited.holds();
        }
    }

    private ScenarioResult played(Scenario scenario, Installation installation) {
        progress(scenario.title().name() + ": " + scenario.title().what());
        try (Stage stage = installation.stage()) {
            return scenario.play(
                    stage, new Scenario.Manner(plan.pace(), boundMillis, audience.told(), List.copyOf(results)));
        }
    }

    private static String names(List<Scenario> scenarios) {
        return scenarios.stream().map(scenario -> scenario.title().name()).collect(Collectors.joining(", "));
    }

    private void progress(String line) {
        audience.told().progress().accept(line);
    }

    /** On stores that nobody else uses. */
    private void measure(List<Demand> demands) {
        progress("ceilings: each store alone, %s for each measurement"
                .formatted(Figures.time(plan.conduct().ceilings().measured())));
        emptied(site.dir());
        try (Platform platform = new Platform(site)) {
            platform.startStores(name -> progress("  " + name));
            try (Stores stores = new Stores(platform.keys());
                    Ceilings ceilings = new Ceilings(stores, plan.conduct().ceilings())) {
                demands.forEach(
                        demand -> audience.ceilings().accept(demand.measured(ceilings, resultOf(demand.scenario()))));
            }
        }
    }

    private Optional<ScenarioResult> resultOf(String scenario) {
        return results.stream()
                .filter(result -> result.title().name().equals(scenario))
                .findFirst();
    }

    private static void emptied(Path dir) {
        try {
            if (Files.exists(dir)) {
                try (Stream<Path> files = Files.walk(dir)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make room in " + dir, e);
        }
    }
}
