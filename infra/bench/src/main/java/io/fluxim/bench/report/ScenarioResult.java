package io.fluxim.bench.report;

import io.fluxim.bench.check.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario came to.
 *
 * @param title   what it is
 * @param steps   in their order; none where no rates are tried
 * @param best    the one that stands for the scenario; empty where there is none
 * @param figures that stand for it
 * @param check   of all messages up to then
 */
public record ScenarioResult(
        Title title, List<StepResult> steps, Optional<StepResult> best, List<Figure> figures, Verdict check) {

    /** Its name, and what was done, in a sentence. */
    public record Title(String name, String what) {}

    public ScenarioResult {
        steps = List.copyOf(steps);
        figures = List.copyOf(figures);
    }

    /** What was measured by this name. */
    public Optional<Double> reached(String what) {
        return figures.stream()
                .filter(figure -> figure.what().equals(what))
                .map(Figure::reached)
                .findFirst();
    }
}
