package io.fluxim.bench.scenario;

import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A storm of logins: round after round as many connect as the platform takes, each with a token that he has already, and counts
 * when he is greeted. The last round stands for all, since the first ones are cold.
 *
 * @param perRound how many connect in a round
 * @param judged   what becomes of the figure that has a target
 */
record Login(Title title, int perRound, int rounds, UnaryOperator<Figure> judged) implements Scenario {

    private static final double NANOS = 1e9;

    @Override
    public ScenarioResult play(Stage stage, Manner manner) {
        new Casting.Pairs(perRound * rounds).take(stage);
        double perSecond = 0;
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            stage.connections().open(round * perRound, (round + 1) * perRound);
            perSecond = perRound * NANOS / (System.nanoTime() - began);
            manner.told().progress().accept("  %,d logins at %,.0f/s".formatted(perRound, perSecond));
        }
        return new ScenarioResult(
                title,
                List.of(),
                Optional.empty(),
                List.of(judged.apply(Figure.of("logins", "/s", perSecond))),
                stage.checked());
    }
}
