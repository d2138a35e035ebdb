package io.fluxim.bench.report;

import io.fluxim.bench.check.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario came to.
 *
 * @param title   what it is
 * @param steps   in their order
 * @param best    the one that stands for the scenario; empty where no rate was sustained
 * @param targets none where time is not judged
 * @param check   of all messages up to then
 */
public record ScenarioResult(
        Title title, List<StepResult> steps, Optional<StepResult> best, List<Target> targets, Verdict check) {

    /** Its name, and what was done, in a sentence. */
    public record Title(String name, String what) {}

    public ScenarioResult {
        steps = List.copyOf(steps);
        targets = List.copyOf(targets);
    }
}
