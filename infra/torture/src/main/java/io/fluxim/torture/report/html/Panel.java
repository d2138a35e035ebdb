package io.fluxim.torture.report.html;

import io.fluxim.lab.report.Figures;
import io.fluxim.lab.report.Markup;
import io.fluxim.lab.report.Scale;
import io.fluxim.torture.report.Sample;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** One series over time as an SVG that takes any width: lines keep theirs, and all text is beside it. */
final class Panel {

    private static final int TICKS = 2;
    /** Units of the picture, whatever size it is shown in. */
    private static final int WIDTH = 1_000;

    private static final int HEIGHT = 100;

    private final String name;
    private final List<Sample> samples;
    private final ToLongFunction<Sample> series;
    private final Scale seconds;
    private final Scale perSecond;

    Panel(String name, List<Sample> samples, ToLongFunction<Sample> series, Scale seconds) {
        this.name = name;
        this.samples = samples;
        this.series = series;
        this.seconds = seconds;
        this.perSecond = Scale.upTo(samples.stream().mapToLong(series).max().orElse(0), TICKS);
    }

    Markup render() {
        String line = samples.stream().map(this::point).collect(Collectors.joining(" "));
        return Markup.of(
                """
                <div class="panel {}">
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{} per second over time">
                {}
                <polygon points="{} {} {}"/>
                <polyline points="{}"/>
                </svg>
                <span class="top" aria-hidden="true">{}</span>
                </div>
                """,
                name,
                WIDTH,
                HEIGHT,
                name,
                perSecond.ticks().stream().map(this::grid).collect(Markup.together()),
                at(samples.get(0).second(), 0),
                line,
                at(samples.get(samples.size() - 1).second(), 0),
                line,
                Figures.rate(perSecond.top()));
    }

    private Markup grid(long tick) {
        return Markup.of("<line x1=\"0\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>", WIDTH, y(tick), y(tick));
    }

    private String point(Sample sample) {
        return at(sample.second(), series.applyAsLong(sample));
    }

    private String at(long second, long value) {
        return String.format(Locale.ROOT, "%.1f,%s", seconds.percent(second) * WIDTH / 100, y(value));
    }

    private String y(long value) {
        return String.format(Locale.ROOT, "%.1f", HEIGHT - perSecond.percent(value) * HEIGHT / 100);
    }
}
