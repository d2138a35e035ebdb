package io.fluxim.bench.scenario;

import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import io.fluxim.bench.report.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The scenarios by their names, and what is expected of them. */
public final class Repertoire {

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
    /**
     * Times the cost at 1x. The quarter is for what two runs of one step differ by on a machine that everything shares, and for
     * indexes that are a level deeper; what grows with what is stored, such as a scan, would be many times it.
     */
    private static final double FLAT = 1.25;

    private static final List<Integer> SCALES = List.of(1, 10, 100);
    private static final String CEILINGS = "ceilings";

    private final Plan plan;

    public Repertoire(Plan plan) {
        this.plan = plan;
    }

    /**
     * What is to be played.
     *
     * @param scenarios in this order
     * @param measured  of what the ceilings of the stores are measured then
     */
    public record Programme(List<Scenario> scenarios, List<Demand> measured) {}

    /** Names of the scenarios. */
    public static List<String> names() {
        return List.of("direct", "latency", "group", "idle", "login", "catchup", "history", "scale", CEILINGS);
    }

    /** What a name stands for; {@code all} for everything. Where a rate is sought, ceilings are measured too. */
    public Programme named(String name) {
        if (name.equals(CEILINGS)) {
            return new Programme(List.of(), demands().toList());
        }
        List<Scenario> scenarios = name.equals("all")
                ? names().stream().flatMap(this::scenarios).toList()
                : scenarios(name).toList();
        List<String> played =
                scenarios.stream().map(scenario -> scenario.title().name()).toList();
        return new Programme(
                scenarios,
                demands().filter(demand -> played.contains(demand.scenario())).toList());
    }

    private Stream<Scenario> scenarios(String name) {
        return switch (name) {
            case "direct" -> Stream.of(direct());
            case "latency" -> Stream.of(latency());
            case "group" -> plan.sizes().groups().stream().map(this::group);
            case "idle" -> Stream.of(idle());
            case "login" -> Stream.of(login());
            case "catchup" -> Stream.of(catchUp());
            case "history" -> Stream.of(history());
            case "scale" -> SCALES.stream().map(this::scale);
            case CEILINGS -> Stream.of();
            default ->
                throw new IllegalArgumentException(
                        "there is no scenario '" + name + "', only " + String.join(", ", names()) + " and all");
        };
    }

    /** Of the stores, by the scenarios that seek a rate. */
    private Stream<Demand> demands() {
        List<Demand> demands = new ArrayList<>();
        demands.add(new Demand.Route("direct", 2));
        plan.sizes().groups().forEach(size -> demands.add(new Demand.Route(groupName(size), size)));
        demands.add(new Demand.Archive("history"));
        return demands.stream();
    }

    private Scenario direct() {
        return new Talk(
                new Title("direct", "%,d connections in pairs, each talks to the other".formatted(plan.connections())),
                new Casting.Pairs(plan.connections()),
                trials -> plan.rates().direct().isOne()
                        ? once(plan.rates().direct().first(), trials).filter(StepResult::sustained)
                        : searched(plan.rates().direct(), trials),
                (best, before) -> List.of(
                        plan.judged(Figure.of("messages", "/s", best.load().perSecond())
                                .atLeast(DIRECT_PER_SECOND)),
                        plan.judged(cpu(best).atMost(DIRECT_CPU_MICROS))));
    }

    private static Figure cpu(StepResult step) {
        return Figure.of("CPU a message", "µs", step.cpu().sum());
    }

    private Scenario latency() {
        return new Talk(
                new Title(
                        "latency",
                        "%,d messages a second over %,d connections"
                                .formatted(plan.rates().fixed(), plan.connections())),
                new Casting.Pairs(plan.connections()),
                trials -> once(plan.rates().fixed(), trials),
                (best, before) -> List.of(
                        plan.judged(Figure.of("p50", "ms", best.latency().p50()).atMost(LATENCY_P50_MILLIS)),
                        plan.judged(Figure.of("p99", "ms", best.latency().p99()).atMost(LATENCY_P99_MILLIS))));
    }

    private static Optional<StepResult> once(int rate, Trials trials) {
        trials.heat(rate);
        trials.forLong(rate);
        return trials.last();
    }

    private static String groupName(int size) {
        return "group-" + size;
    }

    private Scenario group(int size) {
        int count = Math.max(1, plan.sizes().people() / size);
        RateSearch messages = plan.rates().deliveries().dividedBy(size - 1);
        return new Talk(
                new Title(groupName(size), "groups of %,d, all online: %,d of them".formatted(size, count)),
                new Casting.Clubs(count, size),
                trials -> searched(messages, trials),
                (best, before) -> {
                    Figure deliveries =
                            Figure.of("deliveries", "/s", best.load().deliveriesPerSecond());
                    return List.of(
                            size == TARGET_GROUP
                                    ? plan.judged(deliveries.atLeast(GROUP_DELIVERIES_PER_SECOND))
                                    : deliveries);
                });
    }

    private Scenario idle() {
        int connections = plan.sizes().devices().idle();
        return new Idle(
                new Title("idle", "%,d connections that say nothing".formatted(connections)),
                connections,
                memory -> plan.judged(memory.atMost(IDLE_KIBIBYTES)));
    }

    private Scenario login() {
        int logins = plan.sizes().devices().logins();
        return new Login(
                new Title("login", "%,d log in at once, again and again".formatted(logins)),
                logins,
                plan.pace().heating(),
                perSecond -> plan.judged(perSecond.atLeast(LOGINS_PER_SECOND)));
    }

    private Scenario catchUp() {
        int missed = plan.sizes().stored().missed();
        return new CatchUp(
                new Title("catchup", "who was away gets %,d entries".formatted(missed)),
                missed,
                time -> plan.judged(time.atMost(CATCH_UP_SECONDS)));
    }

    private Scenario history() {
        Archiving.Backlog backlog = plan.sizes().stored().backlog();
        return new Archiving(
                new Title(
                        "history", "%,d messages wait for the sink; then they are read".formatted(backlog.messages())),
                backlog,
                plan.pace().step().measured());
    }

    private static String scaleName(int times) {
        return "scale-" + times;
    }

    private Scenario scale(int times) {
        Plan.Home home = plan.sizes().stored().town();
        int users = times * home.users();
        int conversations = users / 2;
        return new Talk(
                new Title(
                        scaleName(times),
                        "%,d users, %,d conversations, %,d messages stored; %,d of the users are connected"
                                .formatted(users, conversations, conversations * home.already(), home.users())),
                new Casting.Population(home.users(), users, home.already()),
                this::briefly,
                (best, before) -> ofScale(times, best, before));
    }

    /** What is sent meanwhile is stored too, so it is kept short. */
    private Optional<StepResult> briefly(Trials trials) {
        trials.heat(plan.rates().fixed() / 2.0);
        trials.once(plan.rates().fixed());
        return trials.last();
    }

    private List<Figure> ofScale(int times, StepResult best, List<ScenarioResult> before) {
        List<Figure> figures = new ArrayList<>();
        figures.add(cpu(best));
        figures.add(Figure.of("p50", "ms", best.latency().p50()));
        figures.add(Figure.of("p99", "ms", best.latency().p99()));
        int smallest = SCALES.get(0);
        if (times > smallest) {
            before.stream()
                    .filter(result -> result.title().name().equals(scaleName(smallest)))
                    .flatMap(result -> result.best().stream())
                    .map(first -> best.cpu().sum() / first.cpu().sum())
                    .forEach(ratio -> figures.add(plan.judged(
                            Figure.of("CPU a message, 1x being 1", "", ratio).atMost(FLAT))));
        }
        return figures;
    }

    private static Optional<StepResult> searched(RateSearch search, Trials trials) {
        trials.heat(search.first());
        int highest = search.highest(trials::sustained, trials::forLong);
        return highest == 0 ? Optional.empty() : trials.last();
    }
}
