package io.fluxim.bench.scenario;

import io.fluxim.bench.platform.PlatformStarter.Conditions;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult.Title;
import io.fluxim.bench.report.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scenarios by their names, and what is expected of them. */
public final class Repertoire {

    // The targets of a machine of 2 cores that carries everything, the generator too.
    private static final double DIRECT_PER_SECOND = 8_000;
    private static final double DIRECT_CPU_MICROS = 200;
    private static final int TARGET_RATE = 1_000;
    private static final double LATENCY_P50_MILLIS = 8;
    private static final double LATENCY_P99_MILLIS = 25;
    private static final double EARLY_P99_MILLIS = 1_000;
    private static final double START_SECONDS = 10;
    private static final int TARGET_GROUP = 200;
    private static final double GROUP_DELIVERIES_PER_SECOND = 25_000;
    private static final double NOBODY_CORES = 0.03;
    private static final double CONNECTED_CORES = 0.05;
    private static final double FRESH_MEBIBYTES = 1.2 * 1024;
    private static final double IDLE_KIBIBYTES = 20;
    private static final double LOGINS_PER_SECOND = 3_000;
    private static final double CATCH_UP_SECONDS = 1;
    /** Of the rate that was there before. */
    private static final double STAYS = 0.9;

    private static final List<Integer> SCALES = List.of(1, 10, 100);
    private static final double MILLIS = 1e3;

    private final Plan plan;

    public Repertoire(Plan plan) {
        this.plan = plan;
    }

    /** Names of the scenarios, those that want a platform of the moment first. */
    public static List<String> names() {
        return List.of(
                "first-minute",
                "idle",
                "direct",
                "latency",
                "group",
                "login",
                "catchup",
                "history",
                "scale",
                "partitions",
                "million");
    }

    /** What a name stands for: one of {@link #names}, {@code all} for everything, or one of several such as {@code group-500}. */
    public List<Scenario> named(String name) {
        List<Scenario> all = names().stream().flatMap(this::scenarios).toList();
        if (name.equals("all")) {
            return all;
        }
        List<Scenario> one =
                all.stream().filter(each -> each.title().name().equals(name)).toList();
        return one.isEmpty() ? scenarios(name).toList() : one;
    }

    private Stream<Scenario> scenarios(String name) {
        return switch (name) {
            case "first-minute" -> plan.rates().early().stream().map(this::firstMinute);
            case "idle" -> Stream.of(idle());
            case "direct" -> Stream.of(direct());
            case "latency" -> Stream.of(latency());
            case "group" -> plan.sizes().groups().stream().map(this::group);
            case "login" -> Stream.of(login());
            case "catchup" -> Stream.of(catchUp());
            case "history" -> Stream.of(history());
            case "scale" -> SCALES.stream().map(this::scale);
            case "partitions" -> plan.sizes().partitions().stream().map(this::partitions);
            case "million" -> Stream.of(million());
            default ->
                throw new IllegalArgumentException(
                        "there is no scenario '" + name + "', only " + String.join(", ", names()) + " and all");
        };
    }

    private Scenario firstMinute(int rate) {
        int connections = plan.sizes().early();
        return new Talk(
                new Title(
                        "first-minute-" + rate,
                        "right after the start, %,d messages a second over %,d connections"
                                .formatted(rate, connections)),
                Conditions.DEFAULT,
                new Casting.Pairs(connections),
                trials -> {
                    StepResult step = trials.fresh(rate);
                    double seconds = trials.start().toMillis() / MILLIS;
                    return new Talk.Counting(
                            Optional.of(step),
                            List.of(
                                    plan.judged(Figure.of("start until ready", "s", seconds)
                                            .atMost(START_SECONDS)),
                                    Figure.of("p50", "ms", step.latency().p50()),
                                    plan.judged(Figure.of(
                                                    "p99", "ms", step.latency().p99())
                                            .atMost(EARLY_P99_MILLIS)),
                                    cpu(step)));
                });
    }

    private Scenario idle() {
        int connections = plan.connections();
        return new Idle(
                new Title("idle", "nobody, then %,d connections that say nothing".formatted(connections)),
                connections,
                plan.pace().still(),
                new Idle.Judged(
                        cores -> plan.judged(cores.atMost(NOBODY_CORES)),
                        cores -> plan.judged(cores.atMost(CONNECTED_CORES)),
                        memory -> plan.judged(memory.atMost(FRESH_MEBIBYTES)),
                        memory -> plan.judged(memory.atMost(IDLE_KIBIBYTES))));
    }

    private Scenario direct() {
        RateSearch search = plan.rates().direct();
        return new Talk(
                new Title("direct", "%,d connections in pairs, each talks to the other".formatted(plan.connections())),
                Conditions.DEFAULT,
                new Casting.Pairs(plan.connections()),
                trials -> {
                    Optional<StepResult> best = search.isOne() ? one(search.first(), trials) : searched(search, trials);
                    List<Figure> figures = new ArrayList<>();
                    best.ifPresent(step -> figures.addAll(List.of(
                            plan.judged(Figure.of("messages", "/s", step.load().perSecond())
                                    .atLeast(DIRECT_PER_SECOND)),
                            plan.judged(cpu(step).atMost(DIRECT_CPU_MICROS)))));
                    figures.addAll(trials.closedLoop(Math.max(1, plan.connections() / 2)));
                    return new Talk.Counting(best, figures);
                });
    }

    private static Figure cpu(StepResult step) {
        return Figure.of("CPU a message", "µs", step.cpu().sum());
    }

    private static Optional<StepResult> one(int rate, Trials trials) {
        trials.heat(rate);
        return Optional.of(trials.forLong(rate)).filter(StepResult::sustained);
    }

    private static Optional<StepResult> searched(RateSearch search, Trials trials) {
        trials.heat(search.first());
        int highest =
                search.highest(trials::sustained, rate -> trials.forLong(rate).sustained());
        List<StepResult> done = trials.done();
        return highest == 0 ? Optional.empty() : Optional.of(done.get(done.size() - 1));
    }

    private Scenario latency() {
        List<Integer> rates = plan.rates().latency();
        return new Talk(
                new Title(
                        "latency",
                        "%s messages a second over %,d connections".formatted(words(rates), plan.connections())),
                Conditions.DEFAULT,
                new Casting.Pairs(plan.connections()),
                trials -> {
                    trials.heat(rates.get(0));
                    List<StepResult> steps = rates.stream().map(trials::forLong).toList();
                    return new Talk.Counting(
                            Optional.of(steps.get(steps.size() - 1)),
                            steps.stream().flatMap(this::latencies).toList());
                });
    }

    private static String words(List<Integer> rates) {
        return rates.stream().map("%,d"::formatted).collect(Collectors.joining(", "));
    }

    private Stream<Figure> latencies(StepResult step) {
        String at = " at %,.0f/s".formatted(step.load().perSecond());
        Figure p50 = Figure.of("p50" + at, "ms", step.latency().p50());
        Figure p99 = Figure.of("p99" + at, "ms", step.latency().p99());
        Stream<Figure> effort = Stream.of(
                Figure.of("CPU a message" + at, "µs", step.cpu().sum()),
                Figure.of("context switches a message" + at, "", step.effort().switches()));
        boolean wanted = step.load().perSecond() == TARGET_RATE;
        return Stream.concat(
                Stream.of(
                        wanted ? plan.judged(p50.atMost(LATENCY_P50_MILLIS)) : p50,
                        wanted ? plan.judged(p99.atMost(LATENCY_P99_MILLIS)) : p99),
                effort);
    }

    private Scenario group(int size) {
        int count = Math.max(1, plan.sizes().people() / size);
        RateSearch messages = plan.rates().deliveries().dividedBy(size - 1);
        return new Talk(
                new Title("group-" + size, "groups of %,d, all online: %,d of them".formatted(size, count)),
                Conditions.DEFAULT,
                new Casting.Clubs(count, size),
                trials -> {
                    Optional<StepResult> best = searched(messages, trials);
                    return new Talk.Counting(
                            best, best.map(step -> ofGroup(size, step)).orElse(List.of()));
                });
    }

    private List<Figure> ofGroup(int size, StepResult step) {
        Figure deliveries = Figure.of("deliveries", "/s", step.load().deliveriesPerSecond());
        return List.of(
                size == TARGET_GROUP ? plan.judged(deliveries.atLeast(GROUP_DELIVERIES_PER_SECOND)) : deliveries,
                Figure.of("CPU a delivery", "µs", step.cpu().sum() / step.load().receivers()));
    }

    private Scenario login() {
        return new Login(
                new Title("login", "%,d log in at once, again and again".formatted(plan.connections())),
                plan.connections(),
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
                new Conditions(Map.of(), plan.sizes().stored().many().heap()),
                new Casting.Population(home.users(), users, home.already()),
                trials -> flat(trials, new Flatness(scaleName(SCALES.get(0)), "1x", plan::judged)));
    }

    private static String partitionsName(int count) {
        return "partitions-" + count;
    }

    private Scenario partitions(int count) {
        int least = plan.sizes().partitions().get(0);
        String number = Integer.toString(count);
        return new Talk(
                new Title(
                        partitionsName(count),
                        "%,d messages a second over %,d connections, each topic in %,d partitions"
                                .formatted(plan.rates().fixed(), plan.connections(), count)),
                new Conditions(
                        Map.of(
                                "im.kafka.topics.partitions.accepted", number,
                                "im.kafka.topics.partitions.sequenced", number,
                                "im.kafka.topics.partitions.fanout", number),
                        OptionalInt.empty()),
                new Casting.Pairs(plan.connections()),
                trials -> flat(trials, new Flatness(partitionsName(least), least + " partitions", plan::judged)));
    }

    /** What is sent meanwhile is stored too, so it is kept short. */
    private Talk.Counting flat(Trials trials, Flatness flatness) {
        trials.heat(plan.rates().fixed());
        StepResult step = trials.once(plan.rates().fixed());
        return new Talk.Counting(Optional.of(step), flatness.of(step, trials.before()));
    }

    private Scenario million() {
        Plan.Many many = plan.sizes().stored().many();
        return new Million(
                new Title(
                        "million",
                        "%,d messages, as fast as they are taken, over %,d connections; %d minutes at most"
                                .formatted(
                                        many.messages(),
                                        plan.connections(),
                                        many.bound().toMinutes())),
                plan.connections(),
                many,
                ratio -> plan.judged(ratio.atLeast(STAYS)));
    }
}
