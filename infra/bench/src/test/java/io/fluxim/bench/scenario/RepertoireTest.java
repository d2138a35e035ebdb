package io.fluxim.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;

class RepertoireTest {

    private static final Repertoire MEASURING = new Repertoire(Plan.measuring(2_000, 20));
    private static final Repertoire QUICK = new Repertoire(Plan.quick(100));

    private static List<String> played(Repertoire repertoire, String name) {
        return repertoire.named(name).scenarios().stream()
                .map(scenario -> scenario.title().name())
                .toList();
    }

    private static List<String> measured(Repertoire repertoire, String name) {
        return repertoire.named(name).measured().stream().map(Demand::scenario).toList();
    }

    @Test
    void givenName_whenAsked_thenThatScenarioIsPlayed() {
        for (String name : List.of("direct", "latency", "idle", "login", "catchup", "history")) {
            assertThat(played(MEASURING, name)).containsExactly(name);
        }
        assertThat(played(MEASURING, "group")).containsExactly("group-10", "group-100", "group-500");
        assertThat(played(MEASURING, "scale")).containsExactly("scale-1", "scale-10", "scale-100");
    }

    @Test
    void givenAll_whenAsked_thenNoneIsLeftOutAndCeilingsAreMeasuredOnce() {
        assertThat(played(QUICK, "all"))
                .containsExactly(
                        "direct",
                        "latency",
                        "group-10",
                        "group-100",
                        "idle",
                        "login",
                        "catchup",
                        "history",
                        "scale-1",
                        "scale-10",
                        "scale-100");
        assertThat(measured(QUICK, "all")).containsExactly("direct", "group-10", "group-100", "history");
    }

    @Test
    void givenRate_whenSought_thenItsCeilingsAreMeasuredInTheSameRun() {
        assertThat(measured(MEASURING, "direct")).containsExactly("direct");
        assertThat(measured(MEASURING, "group")).containsExactly("group-10", "group-100", "group-500");
        assertThat(measured(MEASURING, "history")).containsExactly("history");
        assertThat(measured(MEASURING, "latency")).isEmpty();
    }

    @Test
    void givenCeilings_whenAsked_thenTheStoresAreMeasuredWithoutAnyScenario() {
        assertThat(played(MEASURING, "ceilings")).isEmpty();
        assertThat(measured(MEASURING, "ceilings"))
                .containsExactly("direct", "group-10", "group-100", "group-500", "history");
    }

    @Test
    void givenOtherNameOrAnOddNumberOfPeople_whenAsked_thenItSaysWhatWasExpected() {
        assertThatThrownBy(() -> QUICK.named("directly"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("direct, latency, group");
        assertThatThrownBy(() -> new Repertoire(Plan.quick(99)).named("direct"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("even");
    }

    @Test
    void givenCostThatGrowsWithWhatIsStored_whenScaled_thenTheTargetIsMissed() {
        List<ScenarioResult> before = List.of(new ScenarioResult(
                new ScenarioResult.Title("scale-1", ""),
                List.of(),
                Optional.of(costing(200)),
                List.of(),
                Verdict.NOTHING));

        assertThat(flat(240, before)).contains(Figure.Verdict.PASS);
        assertThat(flat(260, before)).contains(Figure.Verdict.MISS);
        assertThat(flat(260, List.of())).isEmpty();
    }

    private static Optional<Figure.Verdict> flat(double micros, List<ScenarioResult> before) {
        Talk largest = (Talk) MEASURING.named("scale").scenarios().get(2);
        return largest.figures().of(costing(micros), before).stream()
                .flatMap(figure -> figure.verdict().stream())
                .findFirst();
    }

    private static StepResult costing(double micros) {
        return new StepResult(
                new StepResult.Load(1_000, 1, 20, 0),
                StepResult.Outcome.SUSTAINED,
                new Percentiles(20_000, 5, 20, 30, 40),
                new Effort(new Cpu(Map.of("access", micros), 40), new Batches(0, 0, 0)),
                List.of());
    }
}
