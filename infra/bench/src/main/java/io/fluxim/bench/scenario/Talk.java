package io.fluxim.bench.scenario;

import io.fluxim.bench.platform.PlatformStarter.Conditions;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import io.fluxim.bench.report.StepResult;
import java.util.List;
import java.util.Optional;

/**
 * Everybody is connected and talks, at one rate after the other.
 *
 * @param conditions of its platform
 * @param casting    who is connected
 * @param course     which rates are tried
 */
record Talk(Title title, Conditions conditions, Casting casting, Course course) implements Scenario {

    /** Which rates are tried, and what stands for the scenario. */
    interface Course {
        Counting run(Trials trials);
    }

    /**
     * What stands for a scenario.
     *
     * @param best    the last step that counts; empty where no rate was sustained
     * @param figures that were measured
     */
    record Counting(Optional<StepResult> best, List<Figure> figures) {}

    @Override
    public ScenarioResult play(Stage stage, Manner manner) {
        casting.take(stage);
        manner.told().progress().accept("  connecting");
        stage.connections().open();
        stage.arrived();
        Trials trials = new Trials(
                new Steps(stage, casting.receivers(), manner.boundMillis()), manner, stage.recordings(title.name()));
        try {
            Counting counting = course.run(trials);
            return new ScenarioResult(title, trials.done(), counting.best(), counting.figures(), trials.check());
        } catch (Trials.Broken broken) {
            return new ScenarioResult(title, trials.done(), Optional.empty(), List.of(), trials.check());
        }
    }
}
