package io.fluxim.bench.scenario;

import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import io.fluxim.bench.report.StepResult;
import java.util.function.Consumer;

/** Something to measure, on a platform of its own. */
public sealed interface Scenario permits Talk, Idle, Login, CatchUp {

    /** What it is. */
    Title title();

    /** Nobody is registered or connected yet. */
    ScenarioResult play(Stage stage, Manner manner);

    /**
     * How it is played.
     *
     * @param pace        how long things take
     * @param boundMillis that the latency of 99 of 100 may have
     * @param progress    told a line now and then
     * @param steps       told each step as it ends
     */
    record Manner(Pace pace, double boundMillis, Consumer<String> progress, Consumer<StepResult> steps) {}
}
