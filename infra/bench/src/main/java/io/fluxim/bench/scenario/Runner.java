package io.fluxim.bench.scenario;

import io.fluxim.bench.platform.Platform;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Plays scenarios one after the other, each on a platform of its own, whose data are deleted behind it. */
public final class Runner {

    private final Plan plan;
    private final Platform.Site site;
    private final double boundMillis;
    private final Audience audience;

    /** Who is told as it goes. */
    public record Audience(Consumer<String> progress, Consumer<StepResult> steps, Consumer<ScenarioResult> scenarios) {}

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

    /** Tells each result to the audience; ends early where the promise is broken. */
    public void run(List<Scenario> scenarios) {
        for (Scenario scenario : scenarios) {
            ScenarioResult result = played(scenario);
            audience.scenarios().accept(result);
            if (!result.check().holds()) {
                return; // its data stay, for who looks into it
            }
        }
    }

    private ScenarioResult played(Scenario scenario) {
        audience.progress()
                .accept(scenario.title().name() + ": " + scenario.title().what());
        emptied(site.dir());
        ScenarioResult result;
        try (Stage stage = Stage.open(site, name -> audience.progress().accept("  " + name))) {
            result = scenario.play(
                    stage, new Scenario.Manner(plan.pace(), boundMillis, audience.progress(), audience.steps()));
        }
        if (result.check().holds()) {
            emptied(site.dir());
        }
        return result;
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
