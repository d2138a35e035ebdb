package io.fluxim.bench.scenario;

import io.fluxim.bench.load.Pacer;
import io.fluxim.bench.load.Readers;
import io.fluxim.bench.load.Schedule;
import io.fluxim.bench.platform.Platform;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The sink stands while people talk, then it is started: how fast it archives what has waited, from when it has done a tenth of
 * it, since it starts cold, to the last row. Then the history is read over HTTP.
 *
 * @param backlog what waits for the sink
 * @param reading for so long, after as long without being measured
 */
record Archiving(Title title, Backlog backlog, Duration reading) implements Scenario {

    /** Rows that the sink archives a second. */
    static final String ARCHIVED = "rows archived from a backlog";
    /** How many of them it writes together. */
    static final String TOGETHER = "rows in a batch";

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
        stage.installation().platform().stopSink();
        manner.told().progress().accept("  the sink stands");
        new Pacer(stage.connections(), () -> true)
                .send(new Schedule(System.nanoTime(), backlog.perSecond(), backlog.messages()));
        stage.arrived();
        manner.told().progress().accept("  the sink starts");
        double perSecond = archivedPerSecond(stage);
        double together = stage.installation().platform().archived().mean();
        stage.checked(); // all is there, to be read
        Readers.Reading reading = read(stage, conversations);
        return new ScenarioResult(
                title,
                List.of(),
                Optional.empty(),
                List.of(
                        Figure.of(ARCHIVED, "/s", perSecond),
                        Figure.of(TOGETHER, "", together),
                        Figure.of("pages of " + PAGE + " messages over HTTP", "/s", reading.perSecond()),
                        Figure.of("p50 of a page", "ms", reading.p50()),
                        Figure.of("p99 of a page, " + READERS + " readers", "ms", reading.p99())),
                stage.checked());
    }

    private double archivedPerSecond(Stage stage) {
        Platform platform = stage.installation().platform();
        long waiting = stage.ledger().rowsDue() - stage.installation().rows();
        platform.startSink();
        double first = done(platform, waiting / FIRST_SHARE);
        long began = System.nanoTime();
        double more = done(platform, waiting) - first;
        return more * NANOS / (System.nanoTime() - began);
    }

    /** Waits until the sink has archived so many, and answers how many that is. */
    private static double done(Platform platform, long rows) {
        Waiting.until(() -> platform.archived().items() >= rows, () -> {});
        return platform.archived().items();
    }

    private Readers.Reading read(Stage stage, List<Integer> conversations) {
        try (Readers readers = new Readers(stage.installation().platform().http(), stage.ledger(), READERS)) {
            Readers.Library library = new Readers.Library(stage.town().administrator(), conversations, PAGE);
            readers.read(library, reading);
            return readers.read(library, reading);
        }
    }
}
