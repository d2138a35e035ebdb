package io.fluxim.bench.scenario;

import io.fluxim.bench.platform.Memory;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Many are connected and say nothing: by how much the access node grows for each, after a collection, from a tenth of them, by
 * which it is warm, to all.
 *
 * @param judged what becomes of the figure that has a target
 */
record Idle(Title title, int connections, UnaryOperator<Figure> judged) implements Scenario {

    private static final int FIRST_SHARE = 10;
    private static final double KIBIBYTE = 1024;

    @Override
    public ScenarioResult play(Stage stage, Manner manner) {
        new Casting.Pairs(connections).take(stage);
        int first = connections / FIRST_SHARE;
        manner.told().progress().accept("  connecting");
        stage.connections().open(0, first);
        Memory before = stage.memoryOfAccess();
        stage.connections().open(first, connections);
        Memory after = stage.memoryOfAccess();
        int more = connections - first;
        return new ScenarioResult(
                title,
                List.of(),
                Optional.empty(),
                List.of(
                        judged.apply(Figure.of(
                                "memory of the access node a connection",
                                "KiB",
                                (after.residentBytes() - before.residentBytes()) / KIBIBYTE / more)),
                        Figure.of(
                                "of it heap in use",
                                "KiB",
                                (after.heapBytes() - before.heapBytes()) / KIBIBYTE / more)),
                stage.checked());
    }
}
