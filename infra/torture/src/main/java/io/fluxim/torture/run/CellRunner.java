package io.fluxim.torture.run;

import io.fluxim.lab.cast.Company;
import io.fluxim.lab.cast.Tally;
import io.fluxim.testkit.check.Report;
import io.fluxim.testkit.check.Rule;
import io.fluxim.torture.cluster.Cluster;
import io.fluxim.torture.fault.Fault;
import io.fluxim.torture.fault.Scene;
import io.fluxim.torture.report.Cell;
import io.fluxim.torture.report.CellResult;
import io.fluxim.torture.report.Counts;
import io.fluxim.torture.report.Course;
import io.fluxim.torture.report.Mark;
import io.fluxim.torture.report.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * One fault with one seed: a company of its own chats, the fault strikes and heals, service recovers, everybody falls silent
 * and catches up, and then everything that was sent and seen is held against what is stored.
 */
final class CellRunner {

    /** Before the fault, to be well under way. */
    private static final Duration WARM = Duration.ofSeconds(3);
    /** After recovery. */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private static final int PEOPLE = 16;
    /** Milliseconds between two lines of one of them: some 65 messages a second in all, and room to restart beside them. */
    private static final int GAP = 250;

    /** Longest wait for an answer: longer than any fault. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** From which share of their inboxes second devices read. */
    private static final double[] READERS = {0, 0.25, 0.5, 0.75, 0.95, 1};

    private static final Duration LOOK = Duration.ofMillis(200);
    /** Seconds that a finding of the last check has to go away. */
    private static final int LAST_WORDS = 5;
    /** Normal service is at most this multiple of the backlog that stood before the fault, */
    private static final int NORMAL_TIMES = 2;
    /** or this number of records where that was less: they are under way, since commits are told in intervals. */
    private static final long NORMAL_LEAST = 200;

    private final Stage stage;
    private final Fault fault;
    private final long seed;
    private final List<String> notes = new ArrayList<>();

    /** What all cells of a seed share. */
    record Stage(Cluster cluster, Evidence evidence, Company.Address address, Bounds bounds) {

        /** What there is to say about a failure of the stage itself. */
        List<String> failed(RuntimeException e) {
            return Stream.concat(
                            Stream.of(String.valueOf(e.getMessage())),
                            cluster.gone().stream().map(name -> name + " does not run; see its log in run/"))
                    .toList();
        }
    }

    /**
     * How long things take.
     *
     * @param outage   that a store is away
     * @param recovery longest wait for normal service after the healing
     * @param quiet    longest wait for each of the last things after everybody fell silent
     */
    record Bounds(Duration outage, Duration recovery, Duration quiet) {}

    CellRunner(Stage stage, Fault fault, long seed) {
        this.stage = stage;
        this.fault = fault;
        this.seed = seed;
    }

    /**
     * Never fails: what went wrong is in the verdict and the notes.
     *
     * @param name        of its company, unlike any other's
     * @param beganMillis since the start of the run
     */
    CellResult run(String name, long beganMillis) {
        Company.Plan plan = new Company.Plan(name, PEOPLE, GAP, PATIENCE, seed);
        try (Company company = new Company(plan, stage.address());
                Recorder recorder = new Recorder(company.tally(), stage.evidence()::backlog)) {
            return played(company, recorder, beganMillis);
        } catch (RuntimeException e) { // nobody can tell what it proves: the next cell may
            notes.addAll(stage.failed(e));
            return new CellResult(
                    cell(),
                    Verdict.INFRASTRUCTURE,
                    Course.none(beganMillis),
                    Counts.NONE,
                    CellResult.NOTHING_CHECKED,
                    notes);
        }
    }

    private Cell cell() {
        return new Cell(fault.name(), fault.what(), seed);
    }

    private CellResult played(Company company, Recorder recorder, long beganMillis) {
        company.begin();
        pause(WARM);
        long normal = Math.max(NORMAL_LEAST, NORMAL_TIMES * recorder.behind().orElse(0));
        boolean tookPlace = strike(recorder);
        OptionalLong recovery = recovered(recorder, normal);
        pause(AFTERMATH);
        company.hush();
        recorder.mark("silence");
        quiet(company, recorder);
        company.readFrom(READERS);
        Report check = settled(company);
        return new CellResult(
                cell(),
                verdict(check, tookPlace && recovery.isPresent()),
                new Course(beganMillis, recorder.millis(), recorder.marks(), recorder.samples(), recovery),
                counts(company, check),
                check,
                notes);
    }

    private static Verdict verdict(Report check, boolean asPlanned) {
        Verdict proved = Verdict.of(check);
        return proved == Verdict.HELD && !asPlanned ? Verdict.INVALID : proved;
    }

    /** Whether the fault took place. */
    private boolean strike(Recorder recorder) {
        try {
            fault.course()
                    .accept(new Scene(
                            stage.cluster(), new Random(seed), stage.bounds().outage(), recorder::mark));
            return true;
        } catch (Fault.DidNotTakePlace e) {
            notes.add(e.getMessage());
            return false;
        } finally {
            recorder.mark(Mark.HEALED);
        }
    }

    /** From the healing to normal service: messages are accepted, and hardly any wait. Empty if it does not come. */
    private OptionalLong recovered(Recorder recorder, long backlog) {
        long healed = recorder.millis();
        boolean normal = until(
                stage.bounds().recovery(),
                () -> recorder.acceptedLately() > 0 && recorder.lookBehind().orElse(Long.MAX_VALUE) <= backlog);
        if (!normal) {
            notes.add("service was not normal " + stage.bounds().recovery().toSeconds() + " s after the healing");
            return OptionalLong.empty();
        }
        recorder.mark("recovered");
        return OptionalLong.of(recorder.millis() - healed);
    }

    /** Everything is done, everybody has all of it, and who was rejected knows; what is not so is found by the check. */
    private void quiet(Company company, Recorder recorder) {
        until(stage.bounds().quiet(), () -> done(recorder));
        company.look();
        until(stage.bounds().quiet(), () -> stage.evidence().caughtUp(company));
        company.askAgain();
        until(stage.bounds().quiet(), () -> done(recorder) && stage.evidence().caughtUp(company));
        recorder.mark(Mark.QUIET);
    }

    private static boolean done(Recorder recorder) {
        return recorder.lookBehind().orElse(1) == 0;
    }

    /** The last word: what is amiss now and stays amiss for some seconds is broken. */
    private Report settled(Company company) {
        Report report = stage.evidence().check(company);
        for (int i = 0; i < LAST_WORDS && !report.clean(); i++) {
            pause(Duration.ofSeconds(1));
            company.look();
            report = stage.evidence().check(company);
        }
        return report;
    }

    private static Counts counts(Company company, Report check) {
        Tally tally = company.tally();
        return new Counts(
                tally.accepted(),
                tally.rejected(),
                tally.refused(),
                tally.retries(),
                check.checked(Rule.ONCE),
                check.checked(Rule.ARCHIVED_ONCE),
                tally.reconnects(),
                tally.repeats(),
                company.syncsChecked());
    }

    static boolean until(Duration bound, BooleanSupplier holds) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(LOOK);
        }
        return true;
    }

    static void pause(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
    }
}
