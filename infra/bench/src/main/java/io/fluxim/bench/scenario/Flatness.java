package io.fluxim.bench.scenario;

import io.fluxim.bench.report.Cpu;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Holds what a message costs against what it costs where there is least: that of MongoDB's stand-in told apart, since in
 * production it is another server.
 *
 * @param least  name of the scenario that the others are compared with
 * @param words  for it
 * @param judged what becomes of the figure that has a target
 */
record Flatness(String least, String words, UnaryOperator<Figure> judged) {

    /** Times the cost where there is least: what two runs of one step differ by. */
    private static final double FLAT = 1.1;

    /**
     * @param step   that was measured
     * @param before what was played before in this run
     */
    List<Figure> of(StepResult step, List<ScenarioResult> before) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("CPU a message", "µs", step.cpu().sum()));
        figures.add(Figure.of("of it MongoDB's stand-in", "µs", step.cpu().standIn()));
        figures.add(Figure.of("p50", "ms", step.latency().p50()));
        figures.add(Figure.of("p99", "ms", step.latency().p99()));
        before.stream()
                .filter(result -> result.title().name().equals(least))
                .flatMap(result -> result.best().stream())
                .map(StepResult::cpu)
                .findFirst()
                .ifPresent(first -> {
                    figures.add(judged.apply(ratio("CPU a message but the stand-in's", Flatness::others, step, first)
                            .atMost(FLAT)));
                    figures.add(ratio("CPU a message", Cpu::sum, step, first));
                });
        return figures;
    }

    private Figure ratio(String what, ToDoubleFunction<Cpu> cost, StepResult step, Cpu first) {
        return Figure.of(
                what + ", " + words + " being 1", "", cost.applyAsDouble(step.cpu()) / cost.applyAsDouble(first));
    }

    private static double others(Cpu cpu) {
        return cpu.sum() - cpu.standIn();
    }
}
