package io.fluxim.bench.scenario;

import io.fluxim.bench.check.Verdict;
import io.fluxim.bench.load.ClosedLoop;
import io.fluxim.bench.load.Latencies;
import io.fluxim.bench.load.Pacer;
import io.fluxim.bench.load.Schedule;
import io.fluxim.bench.platform.Counters;
import io.fluxim.bench.platform.Usage;
import io.fluxim.bench.report.Batches;
import io.fluxim.bench.report.Effort;
import io.fluxim.bench.report.StepResult;
import io.fluxim.bench.report.StepResult.Outcome;
import io.fluxim.lab.report.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one rate for a while, waits until all of it is done, and checks all of it. */
final class Steps {

    /** A rate is given up when this number of seconds of its deliveries is to come: that is far beyond any bound on latency. */
    private static final double GIVE_UP_SECONDS = 5;
    /** Below it a rate is never given up: a pause of a collector may hold that number back. */
    private static final long GIVE_UP_LEAST = 2_000;

    private final Stage stage;
    private final int receivers;
    private final double boundMillis;

    /**
     * @param receivers   of each message
     * @param boundMillis that the latency of 99 of 100 may have
     */
    Steps(Stage stage, int receivers, double boundMillis) {
        this.stage = stage;
        this.receivers = receivers;
        this.boundMillis = boundMillis;
    }

    /** A step and what the check says of all messages up to its end. */
    record Done(StepResult step, Verdict check) {}

    Done run(double perSecond, Times times) {
        Counters counted = stage.counters();
        Pacer pacer = new Pacer(stage.connections(), () -> keepsUp(perSecond));
        Schedule warm = Schedule.lasting(times.warm(), perSecond, System.nanoTime());
        Schedule measured = pacer.send(warm).count() < warm.count()
                ? new Schedule(warm.beganNanos(), perSecond, 0)
                : warm.then(times.measured());
        stage.latencies().measure(measured, stage.ledger().counts().sent());
        Usage before = stage.usage();
        Pacer.Sent sent = pacer.send(measured);
        Usage after = stage.usage();
        List<String> notes = new ArrayList<>();
        Verdict check = drained(notes);
        List<String> troubles = stage.troubles().taken();
        notes.addAll(troubles);
        boolean whole = measured.count() > 0 && sent.count() == measured.count();
        Latencies.Percentiles latency = stage.latencies().percentiles();
        StepResult step = new StepResult(
                new StepResult.Load(perSecond, receivers, sent.count() / perSecond, sent.lagP99()),
                whole ? outcome(troubles, latency) : Outcome.BEHIND,
                latency,
                effort(before, after, sent.count(), stage.counters().since(counted)),
                notes);
        return new Done(step, check);
    }

    private static Effort effort(Usage before, Usage after, long messages, Batches batches) {
        return new Effort(
                after.since(before, messages),
                batches,
                (double) after.switchesSince(before) / Math.max(1, messages),
                after.residentBytes());
    }

    /** What a closed loop carried, and what the check says of all messages up to its end. */
    record Loop(double perSecond, Effort effort, Verdict check) {}

    /** As fast as the platform takes it, with this number of deliveries to come. */
    Loop closedLoop(int window, Times times) {
        ClosedLoop loop = new ClosedLoop(stage.connections(), stage.ledger(), window);
        loop.until(Long.MAX_VALUE, times.warm());
        Counters counted = stage.counters();
        Usage before = stage.usage();
        ClosedLoop.Carried carried = loop.until(Long.MAX_VALUE, times.measured());
        Usage after = stage.usage();
        Batches batches = stage.counters().since(counted);
        stage.arrived();
        return new Loop(
                carried.perSecond() / receivers,
                effort(before, after, carried.delivered() / receivers, batches),
                stage.checked());
    }

    Usage usage() {
        return stage.usage();
    }

    Duration start() {
        return stage.start();
    }

    private Outcome outcome(List<String> troubles, Latencies.Percentiles latency) {
        if (!troubles.isEmpty()) {
            return Outcome.REFUSED;
        }
        return latency.p99() > boundMillis ? Outcome.SLOW : Outcome.SUSTAINED;
    }

    private boolean keepsUp(double perSecond) {
        return stage.ledger().counts().behind() < Math.max(GIVE_UP_LEAST, GIVE_UP_SECONDS * perSecond * receivers);
    }

    /** How long it takes until all has arrived, and until it is checked with the history, is worth a note. */
    private Verdict drained(List<String> notes) {
        long began = System.nanoTime();
        stage.arrived();
        long arrived = System.nanoTime();
        Verdict check = stage.checked();
        notes.add("all arrived after %s, archived and checked after %s"
                .formatted(Figures.time(millis(began, arrived)), Figures.time(millis(began, System.nanoTime()))));
        return check;
    }

    private static long millis(long from, long to) {
        return TimeUnit.NANOSECONDS.toMillis(to - from);
    }
}
