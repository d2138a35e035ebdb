package io.fluxim.bench.scenario;

import io.fluxim.bench.platform.Memory;
import io.fluxim.bench.platform.Usage;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * What it costs that the platform is there: with nobody, then with many who are connected and say nothing. Memory a connection is
 * that by which the process with the connections grows, after a collection, from a tenth of them, by which it is warm, to all.
 *
 * @param still  for how long it is looked at, after it was left alone
 * @param judged what becomes of the figures that have targets
 */
record Idle(Title title, int connections, Times still, Judged judged) implements Scenario {

    private static final int FIRST_SHARE = 10;
    private static final double KIBIBYTE = 1024;
    private static final double MEBIBYTE = 1024 * KIBIBYTE;

    /**
     * What becomes of figures that have targets.
     *
     * @param nobody     cores with nobody
     * @param connected  cores with everybody
     * @param fresh      memory of all processes right after the start
     * @param connection memory
     */
    record Judged(
            UnaryOperator<Figure> nobody,
            UnaryOperator<Figure> connected,
            UnaryOperator<Figure> fresh,
            UnaryOperator<Figure> connection) {}

    @Override
    public ScenarioResult play(Stage stage, Manner manner) {
        Figure fresh = judged.fresh().apply(resident(stage, "memory of all processes right after the start"));
        manner.told().progress().accept("  nobody is there");
        Peace nobody = peace(stage);
        new Casting.Pairs(connections).take(stage);
        int first = connections / FIRST_SHARE;
        manner.told().progress().accept("  connecting");
        stage.connections().open(0, first);
        Memory before = stage.memory();
        stage.connections().open(first, connections);
        Memory after = stage.memory();
        int more = connections - first;
        Peace connected = peace(stage);
        return new ScenarioResult(
                title,
                List.of(),
                Optional.empty(),
                List.of(
                        judged.nobody().apply(Figure.of("cores with nobody", "", nobody.cores())),
                        Figure.of("of it compilers", "", nobody.compilers()),
                        judged.connected()
                                .apply(Figure.of(
                                        "cores with %,d connections".formatted(connections), "", connected.cores())),
                        Figure.of("of it compilers", "", connected.compilers()),
                        fresh,
                        resident(stage, "memory of all processes in the end"),
                        judged.connection()
                                .apply(Figure.of(
                                        "memory a connection",
                                        "KiB",
                                        (after.bytes() - before.bytes()) / KIBIBYTE / more)),
                        Figure.of("of it heap", "KiB", (after.heapBytes() - before.heapBytes()) / KIBIBYTE / more)),
                stage.checked());
    }

    private static Figure resident(Stage stage, String what) {
        return Figure.of(what, "MiB", stage.usage().residentBytes() / MEBIBYTE);
    }

    /** What a while of silence takes; the compilers go on for some minutes after the start. */
    private record Peace(double cores, double compilers) {}

    private Peace peace(Stage stage) {
        LockSupport.parkNanos(still.warm().toNanos());
        Usage before = stage.usage();
        LockSupport.parkNanos(still.measured().toNanos());
        Usage after = stage.usage();
        return new Peace(after.coresSince(before), after.compilerCoresSince(before));
    }
}
