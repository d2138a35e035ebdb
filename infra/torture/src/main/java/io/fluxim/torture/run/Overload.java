package io.fluxim.torture.run;

import io.fluxim.lab.cast.Answers;
import io.fluxim.lab.cast.Company;
import io.fluxim.lab.cast.Crowd;
import io.fluxim.lab.process.App;
import io.fluxim.testkit.check.Report;
import io.fluxim.torture.cluster.Cluster;
import io.fluxim.torture.report.CellResult;
import io.fluxim.torture.report.Heap;
import io.fluxim.torture.report.Load;
import io.fluxim.torture.report.OverloadResult;
import io.fluxim.torture.report.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * First as much as the whole route carries, then three times that, whatever becomes of it: what is accepted keeps every promise,
 * what is refused is told when to come back, and no heap grows.
 */
final class Overload {

    private static final int PEOPLE = 64;
    private static final int TIMES = 3;
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final Duration TIME = Duration.ofSeconds(20);
    /** What a client waits for an answer: applications give up earlier, and say so. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A heap is flat where it takes no more of its limit than this beyond what it took before. */
    private static final double FLAT = 0.25;

    private final CellRunner.Stage stage;
    private final List<String> notes = new ArrayList<>();

    Overload(CellRunner.Stage stage) {
        this.stage = stage;
    }

    /**
     * Never fails: what went wrong is in the verdict and the notes.
     *
     * @param name of its people, unlike any other's
     */
    OverloadResult run(String name, long seed) {
        Company.Plan plan = new Company.Plan(name, PEOPLE, 0, PATIENCE, seed);
        try (Crowd crowd = new Crowd(plan, stage.address());
                Heaps heaps = new Heaps(stage.cluster().applications())) {
            return played(crowd, heaps);
        } catch (RuntimeException e) { // nobody can tell what it proves
            notes.addAll(stage.failed(e));
            Load none = new Load(0, 0, 0, 0, new Load.Latency(0, 0));
            return new OverloadResult(Verdict.INFRASTRUCTURE, none, none, List.of(), CellResult.NOTHING_CHECKED, notes);
        }
    }

    private OverloadResult played(Crowd crowd, Heaps heaps) {
        crowd.connect();
        crowd.converse(WARM);
        Answers usual = crowd.converse(TIME);
        Map<String, Long> before = heaps.most();
        Answers overload = crowd.offer(TIMES * usual.acceptedPerSecond(), TIME);
        Map<String, Long> after = heaps.most();
        if (!crowd.answered(usual, PATIENCE) || !crowd.answered(overload, PATIENCE)) {
            notes.add("some sends had no answer within " + PATIENCE.toSeconds() + " s");
        }
        List<Heap> all = stage.cluster().applications().stream()
                .map(App::name)
                .map(app ->
                        new Heap(app, before.getOrDefault(app, 0L), after.getOrDefault(app, 0L), Cluster.HEAP_BYTES))
                .toList();
        boolean kept = told(usual) && told(overload) && flat(all);
        Report check = settled(crowd);
        return new OverloadResult(verdict(check, kept, overload), load(usual), load(overload), all, check, notes);
    }

    private Verdict verdict(Report check, boolean kept, Answers overload) {
        Verdict proved = kept ? Verdict.of(check) : Verdict.BROKEN;
        if (proved == Verdict.HELD && overload.temporary() == 0) {
            notes.add("nothing was refused: no bound was reached");
            return Verdict.INVALID;
        }
        return proved;
    }

    /** Every refusal says that it is temporary, and for how long. */
    private boolean told(Answers answers) {
        answers.odd().stream()
                .distinct()
                .limit(3)
                .forEach(odd -> notes.add("refused without a time to return: " + odd));
        return answers.odd().isEmpty();
    }

    private boolean flat(List<Heap> heaps) {
        List<Heap> grown = heaps.stream()
                .filter(heap -> heap.overloadBytes() - heap.usualBytes() > FLAT * heap.limitBytes())
                .toList();
        grown.forEach(heap -> notes.add("the heap of " + heap.process() + " grew"));
        return grown.isEmpty();
    }

    private Report settled(Crowd crowd) {
        Duration quiet = stage.bounds().quiet().multipliedBy(2);
        CellRunner.until(quiet, () -> stage.evidence().backlog().orElse(1) == 0);
        crowd.look();
        CellRunner.until(quiet, () -> stage.evidence().caughtUp(crowd));
        return stage.evidence().check(crowd);
    }

    private static Load load(Answers answers) {
        return new Load(
                answers.offeredPerSecond(),
                answers.acceptedPerSecond(),
                answers.acceptedWithin(PATIENCE),
                answers.temporary(),
                new Load.Latency(answers.millis(0.5), answers.millis(0.99)));
    }
}
