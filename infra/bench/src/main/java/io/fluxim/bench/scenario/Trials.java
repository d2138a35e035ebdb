package io.fluxim.bench.scenario;

import io.fluxim.bench.check.Verdict;
import io.fluxim.bench.platform.CompilerTimes;
import io.fluxim.bench.platform.Recordings;
import io.fluxim.bench.report.StepResult;
import io.fluxim.bench.report.StepResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a scenario, one after the other, as long as the promise holds. */
final class Trials {

    private final Steps steps;
    private final Pace pace;
    private final Scenario.Told told;
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

    /**
     * @param recordings of the rate that counts
     */
    Trials(Steps steps, Pace pace, Scenario.Told told, Recordings recordings) {
        this.steps = steps;
        this.pace = pace;
        this.told = told;
        this.recordings = recordings;
    }

    /** Runs at this rate until the compilers have done most of their work. */
    void heat(double perSecond) {
        Pace.Heating heating = pace.heating();
        double cores = Double.MAX_VALUE;
        for (int round = 0; round < heating.rounds() && cores > heating.cores(); round++) {
            long began = System.nanoTime();
            CompilerTimes before = steps.compilers();
            kept(steps.run(perSecond, new Times(heating.round(), Duration.ZERO)));
            cores = (double) steps.compilers().since(before).toNanos() / (System.nanoTime() - began);
            told.progress().accept("  heating: the compilers take %.2f cores".formatted(cores));
        }
    }

    /** Whether a rate is sustained for a step; one that was only too slow has a second chance, others use the machine too. */
    boolean sustained(int perSecond) {
        StepResult first = step(perSecond, pace.step());
        return first.sustained()
                || first.outcome() == Outcome.SLOW
                        && step(perSecond, pace.step()).sustained();
    }

    /** A rate for a step, whatever comes of it. */
    void once(int perSecond) {
        step(perSecond, pace.step());
    }

    /** Whether a rate is sustained for the time that counts. */
    boolean forLong(int perSecond) {
        recordings.begin();
        try {
            return step(perSecond, pace.forLong()).sustained();
        } finally {
            recordings.end();
        }
    }

    private StepResult step(int perSecond, Times times) {
        StepResult step = kept(steps.run(perSecond, times));
        done.add(step);
        told.steps().accept(step);
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

    Optional<StepResult> last() {
        return done.isEmpty() ? Optional.empty() : Optional.of(done.get(done.size() - 1));
    }

    /** Of all messages up to now. */
    Verdict check() {
        return check;
    }
}
