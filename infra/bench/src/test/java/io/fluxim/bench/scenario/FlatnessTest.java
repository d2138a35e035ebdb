package io.fluxim.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.bench.check.Verdict;
import io.fluxim.bench.load.Latencies.Percentiles;
import io.fluxim.bench.report.Batches;
import io.fluxim.bench.report.Cpu;
import io.fluxim.bench.report.Effort;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FlatnessTest {

    private static final Flatness FLATNESS = new Flatness("scale-1", "1x", UnaryOperator.identity());

    private static StepResult costing(double micros, double standIn) {
        return new StepResult(
                new StepResult.Load(500, 1, 20, 0),
                StepResult.Outcome.SUSTAINED,
                new Percentiles(10_000, 5, 20, 30, 40),
                new Effort(
                        new Cpu(Map.of("fluxim", micros), Map.of(Cpu.STAND_IN, standIn), 40),
                        new Batches(0, 0, 0),
                        17,
                        1 << 30),
                List.of());
    }

    private static final List<ScenarioResult> BEFORE = List.of(new ScenarioResult(
            new ScenarioResult.Title("scale-1", ""),
            List.of(),
            Optional.of(costing(250, 50)),
            List.of(),
            Verdict.NOTHING));

    private static Optional<Figure.Verdict> flat(double micros, double standIn, List<ScenarioResult> before) {
        return FLATNESS.of(costing(micros, standIn), before).stream()
                .flatMap(figure -> figure.verdict().stream())
                .findFirst();
    }

    @Test
    void givenCostThatGrowsByMoreThanATenth_whenCompared_thenTheTargetIsMissed() {
        assertThat(flat(269, 50, BEFORE)).contains(Figure.Verdict.PASS);
        assertThat(flat(271, 50, BEFORE)).contains(Figure.Verdict.MISS);
    }

    @Test
    void givenStandInThatCostsMore_whenCompared_thenItIsToldApart() {
        assertThat(flat(300, 100, BEFORE)).contains(Figure.Verdict.PASS);
        assertThat(FLATNESS.of(costing(300, 100), BEFORE))
                .contains(Figure.of("of it MongoDB's stand-in", "µs", 100))
                .contains(Figure.of("CPU a message, 1x being 1", "", 1.2));
    }

    @Test
    void givenNothingToCompareWith_whenCompared_thenNothingIsJudged() {
        assertThat(flat(300, 50, List.of())).isEmpty();
    }
}
