package io.fluxim.bench.scenario;

import io.fluxim.bench.load.ClosedLoop;
import io.fluxim.bench.platform.Memory;
import io.fluxim.bench.platform.PlatformStarter.Conditions;
import io.fluxim.bench.platform.Usage;
import io.fluxim.bench.report.Figure;
import io.fluxim.bench.report.ScenarioResult;
import io.fluxim.bench.report.ScenarioResult.Title;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Pairs talk as fast as the platform takes it, until it holds a million messages: whether it is as fast then as it was. They are
 * sent in tenths; the first one heats it, the second and the last one are compared. On a machine that is too slow for the time
 * that it has, the last tenth is the one that is done by then, and the figure says how many messages that were.
 *
 * @param many   how many messages
 * @param judged what becomes of the figure that has a target
 */
record Million(Title title, int connections, Plan.Many many, UnaryOperator<Figure> judged) implements Scenario {

    private static final int TENTHS = 10;
    /** The one that heats, and two to compare. */
    private static final int COMPARABLE = 3;

    private static final double MEBIBYTE = 1024.0 * 1024;

    @Override
    public Conditions conditions() {
        return new Conditions(Map.of(), many.heap());
    }

    /** A tenth of the messages. */
    private record Tenth(long messages, double perSecond, double micros, double switches) {}

    @Override
    public ScenarioResult play(Stage stage, Manner manner) {
        new Casting.Pairs(connections).take(stage);
        stage.connections().open();
        Memory before = stage.memory();
        long already = stage.ledger().counts().accepted();
        List<Tenth> tenths = tenths(stage, manner);
        stage.arrived();
        Memory after = stage.memory();
        long messages = stage.ledger().counts().accepted() - already;
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("messages", "", messages));
        if (tenths.size() >= COMPARABLE) {
            figures.addAll(compared(tenths.get(1), tenths.get(tenths.size() - 1)));
        }
        figures.add(Figure.of(
                "heap a message, most of it the stand-in's",
                "bytes",
                (double) (after.heapBytes() - before.heapBytes()) / Math.max(1, messages)));
        figures.add(Figure.of(
                "memory of all processes in the end", "MiB", stage.usage().residentBytes() / MEBIBYTE));
        return new ScenarioResult(title, List.of(), Optional.empty(), figures, stage.checked());
    }

    private List<Tenth> tenths(Stage stage, Manner manner) {
        long end = System.nanoTime() + many.bound().toNanos();
        int size = many.messages() / TENTHS;
        ClosedLoop loop = new ClosedLoop(stage.connections(), stage.ledger(), connections / 2);
        List<Tenth> tenths = new ArrayList<>();
        while (tenths.size() < TENTHS) {
            Usage before = stage.usage();
            ClosedLoop.Carried carried = loop.until(size, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (carried.delivered() < size) {
                manner.told().progress().accept("  the time is over");
                break;
            }
            Usage after = stage.usage();
            Tenth tenth = new Tenth(
                    carried.delivered(),
                    carried.perSecond(),
                    after.since(before, carried.delivered()).sum(),
                    (double) after.switchesSince(before) / carried.delivered());
            tenths.add(tenth);
            manner.told().progress().accept(words(tenths.size() * (long) size, tenth));
        }
        return tenths;
    }

    private static String words(long sent, Tenth tenth) {
        return "  %,d messages: the last %,d at %,.0f/s, %,.0f µs of CPU and %.1f context switches each"
                .formatted(sent, tenth.messages(), tenth.perSecond(), tenth.micros(), tenth.switches());
    }

    private List<Figure> compared(Tenth first, Tenth last) {
        return List.of(
                Figure.of("messages in the second tenth", "/s", first.perSecond()),
                Figure.of("messages in the last tenth", "/s", last.perSecond()),
                judged.apply(Figure.of("the last, the second being 1", "", last.perSecond() / first.perSecond())),
                Figure.of("CPU a message in the second tenth", "µs", first.micros()),
                Figure.of("CPU a message in the last tenth", "µs", last.micros()));
    }
}
