package io.fluxim.bench.scenario;

import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import io.fluxim.bench.report.StepResult;
import java.util.List;
import java.util.Optional;

/**
 * Everybody is connected and talks, at one rate after the other.
 *
 * @param casting who is connected
 * @param course  which rates are tried
 * @param figures of the step that counts
 */
record Talk(Title title, Casting casting, Course course, Figures figures) implements Scenario {

    /** Which rates are tried; returns the step that counts, if any rate was sustained. */
    interface Course {
        Optional<StepResult> run(Trials trials);
    }

    /** What stands for the scenario. */
    interface Figures {
        /**
         * @param best   the step that counts
         * @param before what was played before it in this run
         */
        List<Figure> of(StepResult best, List<ScenarioResult> before);
    }

    @Override
    public ScenarioResult play(Stage stage, Manner manner) {
        casting.take(stage);
        manner.told().progress().accept("  connecting");
        stage.connections().open();
        stage.arrived();
        Steps steps = new Steps(stage, casting.receivers(), manner.boundMillis());
        Trials trials = new Trials(steps, manner.pace(), manner.told(), stage.recordings(title.name()));
        try {
            Optional<StepResult> best = course.run(trials);
            return new ScenarioResult(
                    title,
                    trials.done(),
                    best,
                    best.map(step -> figures.of(step, manner.before())).orElse(List.of()),
                    trials.check());
        } catch (Trials.Broken broken) {
            return new ScenarioResult(title, trials.done(), Optional.empty(), List.of(), trials.check());
        }
    }
}
