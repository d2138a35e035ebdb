package io.fluxim.bench.scenario;

import io.fluxim.bench.report.Batches;
import io.fluxim.bench.report.Ceiling;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.StepResult;
import io.fluxim.bench.store.Ceilings;
import io.fluxim.bench.store.Shape;
import java.util.Optional;

/** What a scenario asks of the stores: what each of them could carry is measured with that, and in the batches that it had. */
public sealed interface Demand {

    /** Where the scenario was not played. */
    Batches USUAL = new Batches(100, 200, 100);

    /** Its name. */
    String scenario();

    /**
     * Uses each store alone.
     *
     * @param result of the scenario, where it was played
     */
    Ceiling measured(Ceilings ceilings, Optional<ScenarioResult> result);

    /**
     * All of a message's way.
     *
     * @param members of a conversation
     */
    record Route(String scenario, int members) implements Demand {

        @Override
        public Ceiling measured(Ceilings ceilings, Optional<ScenarioResult> result) {
            Optional<StepResult> best = result.flatMap(ScenarioResult::best);
            Batches batches = best.map(step -> step.effort().batches()).orElse(USUAL);
            return new Ceiling(
                    scenario,
                    best.map(step -> step.load().perSecond()),
                    ceilings.ofRoute(new Shape(scenario, members, batches)),
                    batches);
        }
    }

    /** Its row in the history. */
    record Archive(String scenario) implements Demand {

        @Override
        public Ceiling measured(Ceilings ceilings, Optional<ScenarioResult> result) {
            Batches batches = result.flatMap(played -> played.reached(Archiving.TOGETHER))
                    .map(rows -> new Batches(0, 0, rows))
                    .orElse(USUAL);
            return new Ceiling(
                    scenario,
                    result.flatMap(played -> played.reached(Archiving.ARCHIVED)),
                    ceilings.ofArchive(new Shape(scenario, 2, batches)),
                    batches);
        }
    }
}
