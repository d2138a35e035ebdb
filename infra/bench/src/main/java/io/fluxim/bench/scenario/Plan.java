package io.fluxim.bench.scenario;

import io.fluxim.audit.Scope;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult.Title;
import io.fluxim.bench.report.StepResult;
import java.util.List;
import java.util.Optional;

/**
 * The scenarios, and how large they are.
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
     * @param groups sizes of groups
     * @param people in groups of each size, at least
     * @param idle   connections that say nothing
     * @param logins of a round
     * @param missed entries of who was away
     */
    record Sizes(List<Integer> groups, int people, int idle, int logins, int missed) {}

    /**
     * What is tried.
     *
     * @param direct     messages a second
     * @param deliveries a second, of groups
     * @param latency    the one rate of {@code latency}
     */
    record Rates(RateSearch direct, RateSearch deliveries, int latency) {}

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
    // The targets of a machine of 2 cores that carries everything, the generator too.
    private static final double DIRECT_PER_SECOND = 8_000;
    private static final double DIRECT_CPU_MICROS = 200;
    private static final double LATENCY_P50_MILLIS = 8;
    private static final double LATENCY_P99_MILLIS = 25;
    private static final int TARGET_GROUP = 100;
    private static final double GROUP_DELIVERIES_PER_SECOND = 25_000;
    private static final double IDLE_KIBIBYTES = 20;
    private static final double LOGINS_PER_SECOND = 3_000;
    private static final double CATCH_UP_SECONDS = 1;
    /** Of logins: the last one counts. */
    private static final int ROUNDS = 5;

    /** For figures. */
    public static Plan measuring(int connections, int seconds) {
        return new Plan(
                Pace.measuring(seconds),
                connections,
                new Sizes(List.of(10, 100, 500), 500, 10_000, 2_000, 10_000),
                new Rates(new RateSearch(1_000, 64_000, PRECISION), new RateSearch(2_000, 256_000, PRECISION), 1_000),
                new Conduct(Platforms.EACH, SAMPLE, Judgement.AGAINST_TARGETS));
    }

    /** For correctness alone, all of it in two minutes. */
    public static Plan quick(int connections) {
        return new Plan(
                Pace.quick(),
                connections,
                new Sizes(List.of(10, 100), 100, 200, 100, 1_000),
                new Rates(new RateSearch(200, 400, COARSE), new RateSearch(500, 1_000, COARSE), 100),
                new Conduct(Platforms.ONE, new Scope.Everything(), Judgement.NONE));
    }

    /** Names of the scenarios. */
    public static List<String> names() {
        return List.of("direct", "latency", "group", "idle", "login", "catchup");
    }

    /** What a name stands for; {@code all} for everything. */
    public List<Scenario> named(String name) {
        return switch (name) {
            case "direct" -> List.of(direct());
            case "latency" -> List.of(latency());
            case "group" -> sizes.groups().stream().map(this::group).toList();
            case "idle" -> List.of(idle());
            case "login" -> List.of(login());
            case "catchup" -> List.of(catchUp());
            case "all" ->
                names().stream().map(this::named).flatMap(List::stream).toList();
            default ->
                throw new IllegalArgumentException(
                        "there is no scenario '" + name + "', only " + String.join(", ", names()) + " and all");
        };
    }

    private Scenario direct() {
        return new Talk(
                new Title("direct", "%,d connections in pairs, each talks to the other".formatted(connections)),
                new Casting.Pairs(connections),
                trials -> searched(rates.direct(), trials),
                best -> List.of(
                        judged(Figure.of("messages", "/s", best.load().perSecond())
                                .atLeast(DIRECT_PER_SECOND)),
                        judged(Figure.of("CPU a message", "µs", best.cpu().sum())
                                .atMost(DIRECT_CPU_MICROS))));
    }

    private Scenario latency() {
        return new Talk(
                new Title(
                        "latency",
                        "%,d messages a second over %,d connections".formatted(rates.latency(), connections)),
                new Casting.Pairs(connections),
                this::once,
                best -> List.of(
                        judged(Figure.of("p50", "ms", best.latency().p50()).atMost(LATENCY_P50_MILLIS)),
                        judged(Figure.of("p99", "ms", best.latency().p99()).atMost(LATENCY_P99_MILLIS))));
    }

    private Optional<StepResult> once(Trials trials) {
        trials.heat(rates.latency());
        trials.forLong(rates.latency());
        return trials.last();
    }

    private Scenario group(int size) {
        int count = Math.max(1, sizes.people() / size);
        RateSearch messages = rates.deliveries().dividedBy(size - 1);
        return new Talk(
                new Title("group-" + size, "groups of %,d, all online: %,d of them".formatted(size, count)),
                new Casting.Clubs(count, size),
                trials -> searched(messages, trials),
                best -> {
                    Figure deliveries =
                            Figure.of("deliveries", "/s", best.load().deliveriesPerSecond());
                    return List.of(
                            size == TARGET_GROUP
                                    ? judged(deliveries.atLeast(GROUP_DELIVERIES_PER_SECOND))
                                    : deliveries);
                });
    }

    private Scenario idle() {
        return new Idle(
                new Title("idle", "%,d connections that say nothing".formatted(sizes.idle())),
                sizes.idle(),
                memory -> judged(memory.atMost(IDLE_KIBIBYTES)));
    }

    private Scenario login() {
        return new Login(
                new Title("login", "%,d log in at once, %d times".formatted(sizes.logins(), ROUNDS)),
                sizes.logins(),
                ROUNDS,
                logins -> judged(logins.atLeast(LOGINS_PER_SECOND)));
    }

    private Scenario catchUp() {
        return new CatchUp(
                new Title("catchup", "who was away gets %,d entries".formatted(sizes.missed())),
                sizes.missed(),
                time -> judged(time.atMost(CATCH_UP_SECONDS)));
    }

    private static Optional<StepResult> searched(RateSearch search, Trials trials) {
        trials.heat(search.first());
        int highest = search.highest(trials::sustained, trials::forLong);
        return highest == 0 ? Optional.empty() : trials.last();
    }

    private Figure judged(Figure figure) {
        return conduct.judgement() == Judgement.NONE ? figure.unjudged() : figure;
    }
}
