package io.fluxim.bench.scenario;

import io.fluxim.bench.check.Audited;
import io.fluxim.bench.platform.Directory;
import io.fluxim.bench.platform.Platform;
import io.fluxim.bench.platform.PlatformStarter;
import io.fluxim.bench.platform.PlatformStarter.Conditions;
import io.fluxim.bench.report.ScenarioResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Plays scenarios one after the other on platforms that are audited in the end, and whose data are deleted behind them. */
public final class Runner {

    private final Plan plan;
    private final PlatformStarter starter;
    private final Wishes wishes;
    private final Audience audience;
    private final List<ScenarioResult> results = new ArrayList<>();

    /** Who is told as it goes. */
    public record Audience(Scenario.Told told, Consumer<ScenarioResult> scenarios, Consumer<Audited> audits) {}

    /**
     * What who measures may ask for.
     *
     * @param boundMillis   that the latency of 99 of 100 may have
     * @param recordings    where those of JFR go; nothing is recorded where it is empty
     * @param heapMegabytes of the platform; empty for what each scenario needs
     */
    public record Wishes(double boundMillis, Optional<Path> recordings, OptionalInt heapMegabytes) {}

    public Runner(Plan plan, PlatformStarter starter, Wishes wishes, Audience audience) {
        this.plan = plan;
        this.starter = starter;
        this.wishes = wishes;
        this.audience = audience;
    }

    /** Tells each result to the audience; ends early where the promise is broken: its data stay, for who looks into it. */
    public void run(List<Scenario> scenarios) {
        for (List<Scenario> together : byPlatform(scenarios)) {
            if (!held(together)) {
                return;
            }
            Directory.emptied(starter.dir());
        }
    }

    private Collection<List<Scenario>> byPlatform(List<Scenario> scenarios) {
        if (plan.conduct().platforms() == Plan.Platforms.EACH) {
            return scenarios.stream().map(List::of).toList();
        }
        Map<Conditions, List<Scenario>> shared = scenarios.stream()
                .collect(Collectors.groupingBy(Scenario::conditions, LinkedHashMap::new, Collectors.toList()));
        return shared.values();
    }

    /** Whether the promise held on one platform, under the conditions of its first scenario, which are those of all. */
    private boolean held(List<Scenario> scenarios) {
        progress("Starting a platform");
        Conditions conditions = scenarios.get(0).conditions().withHeap(wishes.heapMegabytes());
        Platform platform = starter.start(conditions, audience.told().progress());
        try (Installation installation = Installation.on(platform, wishes.recordings())) {
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
                    stage,
                    new Scenario.Manner(plan.pace(), wishes.boundMillis(), audience.told(), List.copyOf(results)));
        }
    }

    private static String names(List<Scenario> scenarios) {
        return scenarios.stream().map(scenario -> scenario.title().name()).collect(Collectors.joining(", "));
    }

    private void progress(String line) {
        audience.told().progress().accept(line);
    }
}
