package io.fluxim.bench.scenario;

import io.fluxim.bench.check.Verdict;
import io.fluxim.bench.platform.Recordings;
import io.fluxim.bench.platform.Usage;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.StepResult;
import io.fluxim.bench.report.StepResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The steps of a scenario, one after the other, as long as the promise holds. */
final class Trials {

    private final Steps steps;
    private final Scenario.Manner manner;
    private final Recordings recordings;
    private final List<StepResult> done = new ArrayList<>();
    /** Of all messages up to the last step. */
    private Verdict check = Verdict.NOTHING;

    /** The promise is broken: whatever else would be measured is worth nothing. */
    static final class Broken extends RuntimeException {
        Broken(Verdict check) {
            super(check.breaches().toString());
        }
    }

    /** @param recordings of the rates that count */
    Trials(Steps steps, Scenario.Manner manner, Recordings recordings) {
        this.steps = steps;
        this.manner = manner;
        this.recordings = recordings;
    }

    /** Runs at this rate until the compilers have done most of their work. */
    void heat(double perSecond) {
        Pace.Heating heating = manner.pace().heating();
        double cores = Double.MAX_VALUE;
        for (int round = 0; round < heating.rounds() && cores > heating.cores(); round++) {
            Usage before = steps.usage();
            kept(steps.run(perSecond, new Times(heating.round(), Duration.ZERO)));
            cores = steps.usage().compilerCoresSince(before);
            manner.told().progress().accept("  heating: the compilers take %.2f cores".formatted(cores));
        }
    }

    /** Whether a rate is sustained for a step; one that was only too slow has a second chance, others use the machine too. */
    boolean sustained(int perSecond) {
        StepResult first = once(perSecond);
        return first.sustained()
                || first.outcome() == Outcome.SLOW && once(perSecond).sustained();
    }

    /** A rate for a step, whatever comes of it. */
    StepResult once(int perSecond) {
        return step(perSecond, manner.pace().step());
    }

    /** A rate for the time that counts, whatever comes of it. */
    StepResult forLong(int perSecond) {
        return recorded(perSecond, manner.pace().forLong());
    }

    /** A rate on a platform that has just been started. */
    StepResult fresh(int perSecond) {
        return recorded(perSecond, manner.pace().fresh());
    }

    /** How much is carried with this number of deliveries to come at any time, and what that costs. */
    List<Figure> closedLoop(int window) {
        Steps.Loop loop = steps.closedLoop(window, manner.pace().step());
        check = loop.check();
        if (!check.holds()) {
            throw new Broken(check);
        }
        return List.of(
                Figure.of("messages in a closed loop, %,d under way".formatted(window), "/s", loop.perSecond()),
                Figure.of("CPU a message there", "µs", loop.effort().cpu().sum()));
    }

    private StepResult recorded(int perSecond, Times times) {
        recordings.begin();
        try {
            return step(perSecond, times);
        } finally {
            recordings.end();
        }
    }

    private StepResult step(int perSecond, Times times) {
        StepResult step = kept(steps.run(perSecond, times));
        done.add(step);
        manner.told().steps().accept(step);
        return step;
    }

    private StepResult kept(Steps.Done run) {
        check = run.check();
        if (!check.holds()) {
            throw new Broken(check);
        }
        return run.step();
    }

    List<StepResult> done() {
        return List.copyOf(done);
    }

    /** How long the platform took until it served. */
    Duration start() {
        return steps.start();
    }

    /** What was played before it in this run. */
    List<ScenarioResult> before() {
        return manner.before();
    }

    /** Of all messages up to now. */
    Verdict check() {
        return check;
    }
}
