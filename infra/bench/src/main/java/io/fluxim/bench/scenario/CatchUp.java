package io.fluxim.bench.scenario;

import io.fluxim.bench.load.Pacer;
import io.fluxim.bench.load.Schedule;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Members of a group were away while the others talked; one after the other comes back and syncs, from their handshake to their last
 * entry. The last one stands for all, since the first ones find it cold.
 *
 * @param entries that each of them missed
 * @param judged  what becomes of the figure that has a target
 */
record CatchUp(Title title, int entries, UnaryOperator<Figure> judged) implements Scenario {

    private static final int TALKERS = 4;
    private static final int ABSENT = 6;
    private static final double PER_SECOND = 1_000;
    private static final double NANOS = 1e9;

    @Override
    public ScenarioResult play(Stage stage, Manner manner) {
        new Casting.Clubs(1, TALKERS + ABSENT).take(stage);
        stage.connections().open(0, TALKERS);
        stage.connections().onlyFirstTalk(TALKERS);
        new Pacer(stage.connections(), () -> true).send(new Schedule(System.nanoTime(), PER_SECOND, entries));
        Waiting.until(() -> haveAll(stage), () -> stage.connections().ping());
        double seconds = 0;
        for (int absent = TALKERS; absent < TALKERS + ABSENT; absent++) {
            seconds = secondsToCatchUp(stage, absent);
            manner.told().progress().accept("  %,d entries in %.2f s".formatted(entries, seconds));
        }
        return new ScenarioResult(
                title,
                List.of(),
                Optional.empty(),
                List.of(judged.apply(Figure.of("catch-up of %,d entries".formatted(entries), "s", seconds))),
                stage.checked());
    }

    private static boolean haveAll(Stage stage) {
        return stage.ledger().answered() && IntStream.range(0, TALKERS).allMatch(index -> hasAll(stage, index));
    }

    private static boolean hasAll(Stage stage, int index) {
        return stage.ledger().hasAll(stage.connections().device(index));
    }

    private static double secondsToCatchUp(Stage stage, int index) {
        long began = System.nanoTime();
        stage.connections().open(index, index + 1);
        Waiting.closely(() -> hasAll(stage, index));
        return (System.nanoTime() - began) / NANOS;
    }
}
