package io.fluxim.bench.scenario;

import io.fluxim.bench.platform.CompilerTimes;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * Storms of logins: all connect at once, as fast as the platform takes them, each with a token that he has already, and counts
 * when he is greeted; then all go, and come again. The storm that stands for all is the first that finds the compilers done.
 *
 * @param users  how many connect in a storm
 * @param storms until when
 * @param judged what becomes of the figure that has a target
 */
record Login(Title title, int users, Pace.Heating storms, UnaryOperator<Figure> judged) implements Scenario {

    private static final double NANOS = 1e9;
    /** One is cold. */
    private static final int AT_LEAST = 2;
    /** By then the platform has seen that they are gone. */
    private static final Duration GONE = Duration.ofSeconds(1);

    @Override
    public ScenarioResult play(Stage stage, Manner manner) {
        new Casting.Pairs(users).take(stage);
        double cores = Double.MAX_VALUE;
        double perSecond = 0;
        for (int storm = 0; storm < AT_LEAST || storm < storms.rounds() && cores > storms.cores(); storm++) {
            stage.connections().leave();
            LockSupport.parkNanos(GONE.toNanos());
            CompilerTimes before = stage.compilers();
            long began = System.nanoTime();
            stage.connections().open();
            long nanos = System.nanoTime() - began;
            perSecond = users * NANOS / nanos;
            cores = (double) stage.compilers().since(before).toNanos() / nanos;
            manner.told()
                    .progress()
                    .accept("  %,d logins at %,.0f/s, while the compilers took %.2f cores"
                            .formatted(users, perSecond, cores));
        }
        return new ScenarioResult(
                title,
                List.of(),
                Optional.empty(),
                List.of(judged.apply(Figure.of("logins", "/s", perSecond))),
                stage.checked());
    }
}
