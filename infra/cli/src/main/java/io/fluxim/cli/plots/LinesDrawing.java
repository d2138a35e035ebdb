package io.fluxim.cli.plots;

import io.fluxim.cli.plots.Dashboard.Panel;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values over time: axes, a line for each series, below them their names and newest values. */
final class LinesDrawing {

    /** Lines that a small panel can hold; those with the highest values. */
    private static final int MOST = 6;

    private static final double LEFT = 62;
    private static final double LEGEND = 15;

    private final Panel panel;
    private final Box box;
    private final double seconds;
    private final Svg svg;

    /** @param seconds that the picture spans */
    LinesDrawing(Panel panel, Box box, double seconds, Svg svg) {
        this.panel = panel;
        this.box = box;
        this.seconds = seconds;
        this.svg = svg;
    }

    void draw(List<Line> lines) {
        List<Line> shown = lines.stream()
                .sorted(Comparator.comparingDouble((Line line) -> -line.series().most())
                        .thenComparing(Line::name))
                .limit(MOST)
                .toList();
        int rows = (shown.size() + 1) / 2 + (lines.size() > MOST ? 1 : 0);
        Box plot = box.within(LEFT, 6, 4, 20 + rows * LEGEND);
        Axis axis = Axis.upTo(
                shown.stream().mapToDouble(line -> line.series().most()).max().orElse(0));
        grid(plot, axis);
        IntStream.range(0, shown.size()).forEach(i -> {
            svg.path(points(shown.get(i).series(), plot, axis), "line s" + i);
            legend(shown.get(i), i, plot.bottom() + 34);
        });
        if (lines.size() > MOST) {
            svg.text(
                    box.x(),
                    plot.bottom() + 34 + (rows - 1) * LEGEND,
                    Svg.Anchor.START,
                    "axis",
                    "… and %d more".formatted(lines.size() - MOST));
        }
    }

    private void grid(Box plot, Axis axis) {
        for (double tick : axis.ticks()) {
            double y = y(tick, plot, axis);
            svg.line(plot.x(), y, plot.right(), y, "grid");
            svg.text(
                    plot.x() - 6,
                    y + 4,
                    Svg.Anchor.END,
                    "axis",
                    Quantity.shown(panel.display().unit(), tick));
        }
        double y = plot.bottom() + 15;
        svg.text(plot.x(), y, Svg.Anchor.START, "axis", "0 s");
        svg.text(plot.right(), y, Svg.Anchor.END, "axis", Quantity.shown("s", seconds));
    }

    private String points(Series series, Box plot, Axis axis) {
        return series.points().stream()
                .map(point -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        plot.x() + plot.width() * point.second() / seconds,
                        y(point.value(), plot, axis)))
                .collect(Collectors.joining(" "));
    }

    private static double y(double value, Box plot, Axis axis) {
        return plot.bottom() - plot.height() * axis.share(value);
    }

    private void legend(Line line, int i, double top) {
        double x = box.x() + (i % 2) * box.width() / 2;
        double y = top + i / 2 * LEGEND;
        svg.line(x, y - 4, x + 10, y - 4, "line s" + i);
        svg.text(
                x + 14,
                y,
                Svg.Anchor.START,
                "axis",
                line.name() + "  "
                        + Quantity.shown(panel.display().unit(), line.series().last()));
    }
}
