package io.fluxim.bench.scenario;

import io.fluxim.bench.platform.PlatformStarter.Conditions;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import io.fluxim.bench.report.StepResult;
import java.util.List;
import java.util.function.Consumer;

/** Something to measure on a platform. */
public sealed interface Scenario permits Talk, Idle, Login, CatchUp, Archiving, Million {

    /** What it is. */
    Title title();

    /** With what its platform is started besides its defaults. */
    default Conditions conditions() {
        return Conditions.DEFAULT;
    }

    /** None of its users are registered or connected yet. */
    ScenarioResult play(Stage stage, Manner manner);

    /**
     * How it is played.
     *
     * @param pace        how long things take
     * @param boundMillis that the latency of 99 of 100 may have
     * @param told        of what goes on
     * @param before      results of this run
     */
    record Manner(Pace pace, double boundMillis, Told told, List<ScenarioResult> before) {}

    /**
     * Who is told of what goes on.
     *
     * @param progress a line now and then
     * @param steps    each step as it ends
     */
    record Told(Consumer<String> progress, Consumer<StepResult> steps) {}
}
