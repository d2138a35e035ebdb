package io.fluxim.bench.scenario;

import io.fluxim.bench.check.Archive;
import io.fluxim.bench.load.Pacer;
import io.fluxim.bench.load.Readers;
import io.fluxim.bench.load.Schedule;
import io.fluxim.bench.platform.Counters;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Nobody may write to the table of the history while people talk, then it is opened: how fast the sink archives what has waited,
 * from when it has done a tenth of it, since it rests between its tries, to the last row. Then the history is read over HTTP.
 *
 * @param backlog what waits for the sink
 * @param reading for so long, after as long without being measured
 */
record Archiving(Title title, Backlog backlog, Duration reading) implements Scenario {

    private static final int FIRST_SHARE = 10;
    private static final int READERS = 16;
    private static final int PAGE = 100;
    private static final double NANOS = 1e9;

    /**
     * What waits for the sink.
     *
     * @param connections in pairs
     * @param messages    of all of them
     * @param perSecond   messages that are sent
     */
    record Backlog(int connections, int messages, double perSecond) {}

    @Override
    public ScenarioResult play(Stage stage, Manner manner) {
        List<Integer> conversations = new Casting.Pairs(backlog.connections()).take(stage);
        stage.connections().open();
        Counters before = stage.counters();
        double perSecond;
        try (Archive.ReadOnly closed = stage.installation().archive().readOnly()) {
            manner.told().progress().accept("  the history is closed");
            new Pacer(stage.connections(), () -> true)
                    .send(new Schedule(System.nanoTime(), backlog.perSecond(), backlog.messages()));
            stage.arrived();
            manner.told().progress().accept("  the history is opened");
            closed.close();
            perSecond = archivedPerSecond(stage.installation(), stage.ledger().rowsDue());
        }
        double together = stage.counters().since(before).rows();
        stage.checked(); // all is there, to be read
        Readers.Reading reading = read(stage, conversations);
        return new ScenarioResult(
                title,
                List.of(),
                Optional.empty(),
                List.of(
                        Figure.of("rows archived from a backlog", "/s", perSecond),
                        Figure.of("rows in a batch", "", together),
                        Figure.of("pages of " + PAGE + " messages over HTTP", "/s", reading.perSecond()),
                        Figure.of("p50 of a page", "ms", reading.p50()),
                        Figure.of("p99 of a page, " + READERS + " readers", "ms", reading.p99())),
                stage.checked());
    }

    private static double archivedPerSecond(Installation installation, long due) {
        long first = done(installation, due / FIRST_SHARE);
        long began = System.nanoTime();
        long more = done(installation, due) - first;
        return more * NANOS / (System.nanoTime() - began);
    }

    /** Waits until the history has this number of rows, and answers how many it has. */
    private static long done(Installation installation, long rows) {
        long[] found = {0}; // by this thread alone
        Waiting.until(
                () -> {
                    found[0] = installation.rows();
                    return found[0] >= rows;
                },
                () -> {});
        return found[0];
    }

    private Readers.Reading read(Stage stage, List<Integer> conversations) {
        try (Readers readers = new Readers(stage.installation().platform().http(), stage.ledger(), READERS)) {
            Readers.Library library = new Readers.Library(stage.town().administrator(), conversations, PAGE);
            readers.read(library, reading);
            return readers.read(library, reading);
        }
    }
}
