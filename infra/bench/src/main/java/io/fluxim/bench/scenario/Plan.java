package io.fluxim.bench.scenario;

import io.fluxim.audit.Scope;
import io.fluxim.bench.report.Figure;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How large the scenarios are, and how they are played.
 *
 * @param pace        how long things take
 * @param connections of most scenarios
 * @param sizes       of what differs from it
 * @param rates       that are tried
 * @param conduct     of the run
 */
public record Plan(Pace pace, int connections, Sizes sizes, Rates rates, Conduct conduct) {

    /**
     * How many there are of what.
     *
     * @param groups     sizes of groups
     * @param people     in groups of each size, at least
     * @param early      connections in the first minute
     * @param partitions of the topics
     * @param stored     what waits or was said before
     */
    record Sizes(List<Integer> groups, int people, int early, List<Integer> partitions, Stored stored) {}

    /**
     * What waits, or was said before.
     *
     * @param missed  entries of who was away
     * @param backlog of the sink
     * @param town    of {@code scale} at 1x
     * @param many    messages of {@code million}
     */
    record Stored(int missed, Archiving.Backlog backlog, Home town, Many many) {}

    /**
     * A town of pairs, all of whom talked before.
     *
     * @param users   of whom as many are connected at every size of the town as live in the smallest
     * @param already messages of each pair
     */
    record Home(int users, int already) {}

    /**
     * Messages of one run.
     *
     * @param messages all of them
     * @param bound    as many as are sent by then are enough
     * @param heap     megabytes of the platform, since its stand-in of MongoDB keeps all of it in memory
     */
    record Many(int messages, Duration bound, OptionalInt heap) {}

    /**
     * What is tried, in messages a second where it says nothing else.
     *
     * @param direct     pairs
     * @param deliveries a second, of groups
     * @param latency    one after the other
     * @param early      in the first minute, each on a platform of its own
     * @param fixed      that of {@code scale} and {@code partitions}
     */
    record Rates(RateSearch direct, RateSearch deliveries, List<Integer> latency, List<Integer> early, int fixed) {}

    /**
     * How a run is conducted.
     *
     * @param platforms for the scenarios
     * @param audit     how much of a platform is compared in the end
     * @param judgement whether what is reached is held against the targets
     */
    record Conduct(Platforms platforms, Scope audit, Judgement judgement) {}

    /** How many platforms there are. */
    enum Platforms {
        /** One for each scenario, so that none finds what another one left. */
        EACH,
        /** One for all that are played on the same conditions, since to start one takes longer than to play. */
        SHARED
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

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    /** A million messages are some 3.5 GB there, and a collector needs room. */
    private static final int LARGE_HEAP = 6_144;

    /** For figures. */
    public static Plan measuring(int connections, int seconds) {
        return new Plan(
                Pace.measuring(seconds),
                connections,
                new Sizes(
                        List.of(50, 200, 500, 1_000),
                        2_000,
                        200,
                        List.of(8, 32, 128),
                        new Stored(
                                10_000,
                                new Archiving.Backlog(200, 50_000, 1_000),
                                new Home(1_000, 10),
                                new Many(1_000_000, HALF_AN_HOUR, OptionalInt.of(LARGE_HEAP)))),
                new Rates(
                        new RateSearch(500, 64_000, PRECISION),
                        new RateSearch(2_000, 256_000, PRECISION),
                        List.of(300, 500, 1_000),
                        List.of(100, 300),
                        500),
                new Conduct(Platforms.EACH, SAMPLE, Judgement.AGAINST_TARGETS));
    }

    /** For correctness alone, all of it in two minutes. */
    public static Plan quick(int connections) {
        return new Plan(
                Pace.quick(),
                connections,
                new Sizes(
                        List.of(10, 50),
                        100,
                        20,
                        List.of(3),
                        new Stored(
                                1_000,
                                new Archiving.Backlog(20, 1_000, 500),
                                new Home(10, 4),
                                new Many(2_000, Duration.ofSeconds(20), OptionalInt.empty()))),
                new Rates(
                        new RateSearch(200, 400, COARSE),
                        new RateSearch(500, 1_000, COARSE),
                        List.of(100),
                        List.of(100),
                        100),
                new Conduct(Platforms.SHARED, new Scope.Everything(), Judgement.NONE));
    }

    /** The same with one rate of {@code direct}, in place of a search for the highest. */
    public Plan at(int perSecond) {
        Rates one =
                new Rates(RateSearch.one(perSecond), rates.deliveries(), rates.latency(), rates.early(), rates.fixed());
        return new Plan(pace, connections, sizes, one, conduct);
    }

    /** A figure as it is judged in this run. */
    Figure judged(Figure figure) {
        return conduct.judgement() == Judgement.NONE ? figure.unjudged() : figure;
    }
}
