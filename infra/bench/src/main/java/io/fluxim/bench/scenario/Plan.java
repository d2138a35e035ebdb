package io.fluxim.bench.scenario;

import io.fluxim.bench.report.ScenarioResult.Title;
import io.fluxim.bench.report.StepResult;
import io.fluxim.bench.report.Target;
import io.fluxim.bench.report.Target.Sense;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The scenarios, and how large they are.
 *
 * @param pace        how long things take
 * @param connections of {@code direct} and {@code latency}
 * @param groups      the sizes of {@code group}, and how many people there are at least
 * @param rates       that are tried
 * @param judgement   whether what is reached is held against the targets
 */
public record Plan(Pace pace, int connections, Groups groups, Rates rates, Judgement judgement) {

    /** Sizes of groups, and how many people are in groups of each size at least. */
    record Groups(List<Integer> sizes, int people) {}

    /**
     * What is tried.
     *
     * @param direct     messages a second
     * @param deliveries a second, of groups
     * @param latency    the one rate of {@code latency}
     */
    record Rates(RateSearch direct, RateSearch deliveries, int latency) {}

    /** Whether time is judged. */
    enum Judgement {
        AGAINST_TARGETS,
        NONE
    }

    private static final double PRECISION = 0.1;
    /** So wide that the search ends with the first rate that is missed. */
    private static final double COARSE = 2;
    // The targets of a machine of 2 cores that carries everything, the generator too.
    private static final double DIRECT_PER_SECOND = 8_000;
    private static final double DIRECT_CPU_MICROS = 200;
    private static final double LATENCY_P50_MILLIS = 8;
    private static final double LATENCY_P99_MILLIS = 25;
    private static final int TARGET_GROUP = 100;
    private static final double GROUP_DELIVERIES_PER_SECOND = 25_000;

    /** For figures. */
    public static Plan measuring(int connections, int seconds) {
        return new Plan(
                Pace.measuring(seconds),
                connections,
                new Groups(List.of(10, 100, 500), 500),
                new Rates(new RateSearch(1_000, 64_000, PRECISION), new RateSearch(2_000, 256_000, PRECISION), 1_000),
                Judgement.AGAINST_TARGETS);
    }

    /** For correctness alone, in two minutes. */
    public static Plan quick(int connections) {
        return new Plan(
                Pace.quick(),
                connections,
                new Groups(List.of(10, 100), 100),
                new Rates(new RateSearch(100, 400, COARSE), new RateSearch(500, 1_000, COARSE), 100),
                Judgement.NONE);
    }

    /** Names of the scenarios. */
    public static List<String> names() {
        return List.of("direct", "latency", "group");
    }

    /** What a name stands for; {@code all} for everything. */
    public List<Scenario> named(String name) {
        return switch (name) {
            case "direct" -> List.of(direct());
            case "latency" -> List.of(latency());
            case "group" -> groups.sizes().stream().map(this::group).toList();
            case "all" ->
                names().stream().map(this::named).flatMap(List::stream).toList();
            default ->
                throw new IllegalArgumentException(
                        "there is no scenario '" + name + "', only " + String.join(", ", names()) + " and all");
        };
    }

    private Scenario direct() {
        return new Scenario(
                new Title("direct", "%,d connections in pairs, each talks to the other".formatted(connections)),
                new Casting.Pairs(connections),
                trials -> searched(rates.direct(), trials),
                judged(best -> List.of(
                        new Target(
                                "messages",
                                "/s",
                                Sense.AT_LEAST,
                                DIRECT_PER_SECOND,
                                best.load().perSecond()),
                        new Target(
                                "CPU a message",
                                "µs",
                                Sense.AT_MOST,
                                DIRECT_CPU_MICROS,
                                best.cpu().sum()))));
    }

    private Scenario latency() {
        return new Scenario(
                new Title(
                        "latency",
                        "%,d messages a second over %,d connections".formatted(rates.latency(), connections)),
                new Casting.Pairs(connections),
                trials -> {
                    trials.heat(rates.latency());
                    trials.forLong(rates.latency());
                    return trials.last();
                },
                judged(best -> List.of(
                        new Target(
                                "p50",
                                "ms",
                                Sense.AT_MOST,
                                LATENCY_P50_MILLIS,
                                best.latency().p50()),
                        new Target(
                                "p99",
                                "ms",
                                Sense.AT_MOST,
                                LATENCY_P99_MILLIS,
                                best.latency().p99()))));
    }

    private Scenario group(int size) {
        int count = Math.max(1, groups.people() / size);
        RateSearch messages = rates.deliveries().dividedBy(size - 1);
        return new Scenario(
                new Title("group-" + size, "groups of %,d, all online: %,d of them".formatted(size, count)),
                new Casting.Clubs(count, size),
                trials -> searched(messages, trials),
                judged(best -> size != TARGET_GROUP
                        ? List.of()
                        : List.of(new Target(
                                "deliveries",
                                "/s",
                                Sense.AT_LEAST,
                                GROUP_DELIVERIES_PER_SECOND,
                                best.load().deliveriesPerSecond()))));
    }

    private static Optional<StepResult> searched(RateSearch search, Trials trials) {
        trials.heat(search.first());
        int highest = search.highest(trials::sustained, trials::forLong);
        return highest == 0 ? Optional.empty() : trials.last();
    }

    private Function<StepResult, List<Target>> judged(Function<StepResult, List<Target>> targets) {
        return judgement == Judgement.NONE ? best -> List.of() : targets;
    }
}
