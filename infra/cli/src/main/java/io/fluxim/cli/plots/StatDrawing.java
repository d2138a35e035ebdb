package io.fluxim.cli.plots;

import io.fluxim.cli.plots.Dashboard.Band;
import io.fluxim.cli.plots.Dashboard.Panel;
import io.fluxim.cli.plots.Dashboard.Word;
import java.util.List;
import java.util.Optional;

/** The newest values as numbers: one large, several as a list. */
final class StatDrawing {

    private static final double LINE = 17;

    private final Panel panel;
    private final Box box;
    private final Svg svg;

    StatDrawing(Panel panel, Box box, Svg svg) {
        this.panel = panel;
        this.box = box;
        this.svg = svg;
    }

    void draw(List<Line> lines) {
        if (lines.size() <= 1) {
            double value = lines.isEmpty() ? Double.NaN : lines.get(0).series().last();
            double middle = box.x() + box.width() / 2;
            svg.text(
                    middle, box.y() + box.height() / 2 + 10, Svg.Anchor.MIDDLE, "large " + colour(value), shown(value));
            return;
        }
        int fit = Math.max(1, (int) (box.height() / LINE));
        double y = box.y() + LINE - 4;
        for (Line line : lines.subList(0, Math.min(fit, lines.size()))) {
            double value = line.series().last();
            svg.text(box.x(), y, Svg.Anchor.START, "name", line.name());
            svg.text(box.right(), y, Svg.Anchor.END, "value " + colour(value), shown(value));
            y += LINE;
        }
    }

    private String shown(double value) {
        return word(value)
                .map(Word::text)
                .orElseGet(() -> Quantity.shown(panel.display().unit(), value));
    }

    private String colour(double value) {
        return word(value)
                .map(Word::colour)
                .or(() -> panel.display().bands().stream()
                        .filter(band -> value >= band.from())
                        .reduce((lower, higher) -> higher)
                        .map(Band::colour))
                .map(Picture::colour)
                .orElse("plain");
    }

    private Optional<Word> word(double value) {
        return panel.display().words().stream()
                .filter(word -> value >= word.from() && value <= word.to())
                .findFirst();
    }
}
