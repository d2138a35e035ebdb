package io.fluxim.bench.scenario;

import io.fluxim.bench.report.Batches;
import io.fluxim.bench.report.Ceiling;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.StepResult;
import io.fluxim.bench.store.Ceilings;
import io.fluxim.bench.store.Shape;
import java.util.Optional;

/**
 * What a scenario asks of the stores: what each of them could carry is measured with that, and in the batches that it had.
 *
 * @param scenario its name
 * @param members  of a conversation
 */
record Demand(String scenario, int members) {

    /** Where the scenario was not played. */
    private static final Batches USUAL = new Batches(100, 200, 100);

    /**
     * Uses each store alone.
     *
     * @param result of the scenario, where it was played
     */
    Ceiling measured(Ceilings ceilings, Optional<ScenarioResult> result) {
        Optional<StepResult> best = result.flatMap(ScenarioResult::best);
        Batches batches = best.map(step -> step.effort().batches()).orElse(USUAL);
        return new Ceiling(
                scenario,
                best.map(step -> step.load().perSecond()),
                ceilings.of(new Shape(scenario, members, batches)),
                batches);
    }
}
