package io.fluxim.bench.scenario;

import io.fluxim.audit.Scope;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.store.Ceilings;
import java.time.Duration;
import java.util.List;

/**
 * How large the scenarios are, and how they are played.
 *
 * @param pace        how long things take
 * @param connections of {@code direct} and {@code latency}
 * @param sizes       of the others
 * @param rates       that are tried
 * @param conduct     of the run
 */
public record Plan(Pace pace, int connections, Sizes sizes, Rates rates, Conduct conduct) {

    /**
     * How many there are of what.
     *
     * @param groups  sizes of groups
     * @param people  in groups of each size, at least
     * @param devices that come in
     * @param stored  what waits or was said before
     */
    record Sizes(List<Integer> groups, int people, Devices devices, Stored stored) {}

    /**
     * Devices that come in.
     *
     * @param idle   and say nothing
     * @param logins of a round
     */
    record Devices(int idle, int logins) {}

    /**
     * What waits, or was said before.
     *
     * @param missed  entries of who was away
     * @param backlog of the sink
     * @param town    of {@code scale} at 1x
     */
    record Stored(int missed, Archiving.Backlog backlog, Home town) {}

    /**
     * A town of pairs, all of whom talked before.
     *
     * @param users   of whom as many are connected at every size of the town as live in the smallest
     * @param already messages of each pair
     */
    record Home(int users, int already) {}

    /**
     * What is tried.
     *
     * @param direct     messages a second
     * @param deliveries a second, of groups
     * @param fixed      the one rate of {@code latency} and {@code scale}
     */
    record Rates(RateSearch direct, RateSearch deliveries, int fixed) {}

    /**
     * How a run is conducted.
     *
     * @param platforms for the scenarios
     * @param ceilings  how long each store is used alone
     * @param audit     how much of a platform is compared in the end
     * @param judgement whether what is reached is held against the targets
     */
    record Conduct(Platforms platforms, Ceilings.Times ceilings, Scope audit, Judgement judgement) {}

    /** How many platforms there are. */
    enum Platforms {
        /** One for each scenario, so that none finds what another one left. */
        EACH,
        /** One for all, since to start one takes longer than to play. */
        ONE
    }

    /** Whether time is judged. */
    enum Judgement {
        AGAINST_TARGETS,
        NONE
    }

    private static final double PRECISION = 0.1;
    /** So wide that the search ends with the first rate that is missed. */
    private static final double COARSE = 2;
    /** Every message was followed to its devices and into the history before: a sample of conversations and of inboxes. */
    private static final Scope SAMPLE = new Scope.Sample(200);

    /** For figures. */
    public static Plan measuring(int connections, int seconds) {
        return new Plan(
                Pace.measuring(seconds),
                connections,
                new Sizes(
                        List.of(10, 100, 500),
                        500,
                        new Devices(10_000, 2_000),
                        new Stored(10_000, new Archiving.Backlog(200, 100_000, 2_000), new Home(1_000, 10))),
                new Rates(new RateSearch(1_000, 64_000, PRECISION), new RateSearch(2_000, 256_000, PRECISION), 1_000),
                new Conduct(
                        Platforms.EACH,
                        new Ceilings.Times(Duration.ofSeconds(2), Duration.ofSeconds(4)),
                        SAMPLE,
                        Judgement.AGAINST_TARGETS));
    }

    /** For correctness alone, all of it in two minutes. */
    public static Plan quick(int connections) {
        return new Plan(
                Pace.quick(),
                connections,
                new Sizes(
                        List.of(10, 100),
                        100,
                        new Devices(200, 100),
                        new Stored(1_000, new Archiving.Backlog(20, 1_000, 500), new Home(10, 4))),
                new Rates(new RateSearch(200, 400, COARSE), new RateSearch(500, 1_000, COARSE), 100),
                new Conduct(
                        Platforms.ONE,
                        new Ceilings.Times(Duration.ofMillis(100), Duration.ofMillis(400)),
                        new Scope.Everything(),
                        Judgement.NONE));
    }

    /** The same with one rate of {@code direct}, in place of a search for the highest. */
    public Plan at(int perSecond) {
        Rates one = new Rates(RateSearch.one(perSecond), rates.deliveries(), rates.fixed());
        return new Plan(pace, connections, sizes, one, conduct);
    }

    /** A figure as it is judged in this run. */
    Figure judged(Figure figure) {
        return conduct.judgement() == Judgement.NONE ? figure.unjudged() : figure;
    }
}
