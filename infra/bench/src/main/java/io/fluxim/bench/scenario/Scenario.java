package io.fluxim.bench.scenario;

import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import io.fluxim.bench.report.StepResult;
import io.fluxim.bench.report.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something to measure, on a platform of its own.
 *
 * @param title   what it is
 * @param casting who is connected
 * @param course  which rates are tried
 * @param targets what the step that counts should have reached
 */
public record Scenario(Title title, Casting casting, Course course, Function<StepResult, List<Target>> targets) {

    /** Which rates are tried; returns the step that counts, if any rate was sustained. */
    interface Course {
        Optional<StepResult> run(Trials trials);
    }

    /**
     * How it is played.
     *
     * @param pace        how long things take
     * @param boundMillis that the latency of 99 of 100 may have
     * @param progress    told a line now and then
     * @param steps       told each step as it ends
     */
    record Manner(Pace pace, double boundMillis, Consumer<String> progress, Consumer<StepResult> steps) {}

    ScenarioResult play(Stage stage, Manner manner) {
        casting.take(stage);
        manner.progress().accept("  connecting");
        stage.connections().open();
        Waiting.until(stage.ledger()::complete, stage.connections()::ping);
        Steps steps = new Steps(stage, casting.receivers(), manner.boundMillis());
        Trials trials = new Trials(steps, manner.pace(), manner.steps());
        try {
            Optional<StepResult> best = course.run(trials);
            List<Target> reached = best.map(targets).orElse(List.of());
            return new ScenarioResult(title, trials.done(), best, reached, trials.check());
        } catch (Trials.Broken broken) {
            return new ScenarioResult(title, trials.done(), Optional.empty(), List.of(), trials.check());
        }
    }
}
