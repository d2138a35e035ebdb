package io.fluxim.bench.scenario;

import io.fluxim.bench.platform.Usage;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * Storms of logins: all connect at once, as fast as the platform takes them, each with a token that they have already, and count
 * when they are greeted; then all go, and come again. The storm that stands for all is the first that finds the compilers done.
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
        Usage began = stage.usage();
        new Casting.Pairs(users).take(stage);
        double registration = stage.usage().since(began, users).sum();
        List<Storm> all = new ArrayList<>();
        while (all.size() < AT_LEAST
                || all.size() < storms.rounds() && last(all).compilerCores() > storms.cores()) {
            all.add(storm(stage));
            manner.told().progress().accept(last(all).words(users));
        }
        return new ScenarioResult(
                title,
                List.of(),
                Optional.empty(),
                List.of(
                        judged.apply(Figure.of("logins", "/s", last(all).perSecond())),
                        Figure.of(
                                "logins right after the start", "/s", all.get(0).perSecond()),
                        Figure.of("CPU a login", "µs", last(all).micros()),
                        Figure.of(
                                "CPU a login right after the start",
                                "µs",
                                all.get(0).micros()),
                        Figure.of("CPU of making a user known, and of their token, before that", "µs", registration)),
                stage.checked());
    }

    /**
     * What it took.
     *
     * @param micros        of CPU, a login
     * @param compilerCores that the compilers took meanwhile
     */
    private record Storm(double perSecond, double micros, double compilerCores) {
        String words(int users) {
            return "  %,d logins at %,.0f/s, %,.0f µs each, while the compilers took %.2f cores"
                    .formatted(users, perSecond, micros, compilerCores);
        }
    }

    private static Storm last(List<Storm> storms) {
        return storms.get(storms.size() - 1);
    }

    private Storm storm(Stage stage) {
        stage.connections().leave();
        LockSupport.parkNanos(GONE.toNanos());
        Usage before = stage.usage();
        long began = System.nanoTime();
        stage.connections().open();
        double perSecond = users * NANOS / (System.nanoTime() - began);
        Usage after = stage.usage();
        return new Storm(perSecond, after.since(before, users).sum(), after.compilerCoresSince(before));
    }
}
