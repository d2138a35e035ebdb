package io.fluxim.bench.scenario;

import io.fluxim.bench.check.Verdict;
import io.fluxim.bench.platform.Recordings;
import io.fluxim.bench.report.StepResult;
import io.fluxim.bench.report.StepResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps of a scenario, one after the other, as long as the promise holds. */
final class Trials {

    private final Steps steps;
    private final Pace pace;
    private final Consumer<StepResult> told;
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
     * @param told       each step as it ends
     * @param recordings of the rate that counts
     */
    Trials(Steps steps, Pace pace, Consumer<StepResult> told, Recordings recordings) {
        this.steps = steps;
        this.pace = pace;
        this.told = told;
        this.recordings = recordings;
    }

    /** Runs at this rate until the compilers have done most of their work. */
    void heat(double perSecond) {
        if (!pace.heating().isZero()) {
            kept(steps.run(perSecond, new Times(pace.heating(), Duration.ZERO)));
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
        told.accept(step);
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
